@NullMarked
package intelmq.lambda;

import org.jspecify.annotations.NullMarked;
