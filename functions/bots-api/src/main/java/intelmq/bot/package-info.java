/**
 * What a bot's author sees: the four kinds of bots, their annotations and outcomes. No AWS, no I/O
 * of its own.
 */
@NullMarked
package intelmq.bot;

import org.jspecify.annotations.NullMarked;
