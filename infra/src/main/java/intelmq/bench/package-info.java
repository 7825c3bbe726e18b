/** Measures what functions cost: one hop of each bot, and a whole pipeline. */
@NullMarked
package intelmq.bench;

import org.jspecify.annotations.NullMarked;
