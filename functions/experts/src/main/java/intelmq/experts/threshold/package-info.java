/** One event for many. */
@NullMarked
package intelmq.experts.threshold;

import org.jspecify.annotations.NullMarked;
