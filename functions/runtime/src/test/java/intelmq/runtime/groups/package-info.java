/** Tests of groups. */
@NullMarked
package intelmq.runtime.groups;

import org.jspecify.annotations.NullMarked;
