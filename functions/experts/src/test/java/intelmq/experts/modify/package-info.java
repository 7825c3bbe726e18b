/** Tests of the expert modify. */
@NullMarked
package intelmq.experts.modify;

import org.jspecify.annotations.NullMarked;
