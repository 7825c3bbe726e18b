/** Tests of what may depend on what. */
@NullMarked
package intelmq.architecture;

import org.jspecify.annotations.NullMarked;
