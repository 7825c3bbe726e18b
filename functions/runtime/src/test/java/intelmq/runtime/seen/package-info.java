@NullMarked
package intelmq.runtime.seen;

import org.jspecify.annotations.NullMarked;
