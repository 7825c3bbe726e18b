/** The stack as a whole: sample reports in, events read back from every store. */
@NullMarked
package intelmq.pipeline;

import org.jspecify.annotations.NullMarked;
