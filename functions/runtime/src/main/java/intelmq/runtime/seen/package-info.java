/** What was seen lately: a log of blocks of hashes, and the part of it that still counts. */
@NullMarked
package intelmq.runtime.seen;

import org.jspecify.annotations.NullMarked;
