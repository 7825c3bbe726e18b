@NullMarked
package intelmq.runtime;

import org.jspecify.annotations.NullMarked;
