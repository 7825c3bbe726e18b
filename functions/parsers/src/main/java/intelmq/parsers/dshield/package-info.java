/** Feeds of DShield (SANS ISC). */
@NullMarked
package intelmq.parsers.dshield;

import org.jspecify.annotations.NullMarked;
