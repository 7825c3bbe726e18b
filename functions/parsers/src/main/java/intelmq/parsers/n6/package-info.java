/** Streams of n6 (CERT Polska). */
@NullMarked
package intelmq.parsers.n6;

import org.jspecify.annotations.NullMarked;
