/** Tests of parsers of general formats. */
@NullMarked
package intelmq.parsers.generic;

import org.jspecify.annotations.NullMarked;
