/** Parameters of bots: their specification, and the values given in a configuration. */
@NullMarked
package intelmq.bot.config;

import org.jspecify.annotations.NullMarked;
