/** Drops events that were seen before. */
@NullMarked
package intelmq.experts.deduplicator;

import org.jspecify.annotations.NullMarked;
