@NullMarked
package intelmq.outputs;

import org.jspecify.annotations.NullMarked;
