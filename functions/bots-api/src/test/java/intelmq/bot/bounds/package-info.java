@NullMarked
package intelmq.bot.bounds;

import org.jspecify.annotations.NullMarked;
