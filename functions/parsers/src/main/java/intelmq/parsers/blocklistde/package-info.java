/** Feeds of blocklist.de. */
@NullMarked
package intelmq.parsers.blocklistde;

import org.jspecify.annotations.NullMarked;
