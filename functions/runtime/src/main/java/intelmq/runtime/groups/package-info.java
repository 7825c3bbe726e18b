/** Groups of events that are counted. */
@NullMarked
package intelmq.runtime.groups;

import org.jspecify.annotations.NullMarked;
