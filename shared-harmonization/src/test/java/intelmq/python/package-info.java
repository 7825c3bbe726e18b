/** Tests of Python's semantics. */
@NullMarked
package intelmq.python;

import org.jspecify.annotations.NullMarked;
