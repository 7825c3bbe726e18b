/** Keeps, drops and routes events by a field or by time. */
@NullMarked
package intelmq.experts.filter;

import org.jspecify.annotations.NullMarked;
