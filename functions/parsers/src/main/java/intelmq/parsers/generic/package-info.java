/** Formats that many feeds share. */
@NullMarked
package intelmq.parsers.generic;

import org.jspecify.annotations.NullMarked;
