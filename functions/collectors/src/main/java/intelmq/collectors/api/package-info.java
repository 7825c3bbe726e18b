/** Collector of what is posted. */
@NullMarked
package intelmq.collectors.api;

import org.jspecify.annotations.NullMarked;
