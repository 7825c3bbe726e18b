/** The outside world as bots see it; implemented by the runtime, and by small fakes in tests. */
@NullMarked
package intelmq.bot.port;

import org.jspecify.annotations.NullMarked;
