/** One event for all of a time span. */
@NullMarked
package intelmq.experts.aggregate;

import org.jspecify.annotations.NullMarked;
