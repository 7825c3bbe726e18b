/** Sets fields of events by rules. */
@NullMarked
package intelmq.experts.modify;

import org.jspecify.annotations.NullMarked;
