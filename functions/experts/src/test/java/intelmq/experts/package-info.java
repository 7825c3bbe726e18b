/** Tests of all experts. */
@NullMarked
package intelmq.experts;

import org.jspecify.annotations.NullMarked;
