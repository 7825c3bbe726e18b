/** Feeds of Spamhaus. */
@NullMarked
package intelmq.parsers.spamhaus;

import org.jspecify.annotations.NullMarked;
