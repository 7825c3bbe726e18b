@NullMarked
package intelmq.bot.port;

import org.jspecify.annotations.NullMarked;
