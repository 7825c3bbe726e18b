/** Bounds for input that may be hostile. */
@NullMarked
package intelmq.bot.bounds;

import org.jspecify.annotations.NullMarked;
