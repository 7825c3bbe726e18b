/** Tests of all parsers. */
@NullMarked
package intelmq.parsers;

import org.jspecify.annotations.NullMarked;
