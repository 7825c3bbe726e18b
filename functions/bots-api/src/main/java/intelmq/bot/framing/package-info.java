/**
 * How reports fall apart into records, as streams: lines, CSV rows, elements of a JSON array; or
 * whole.
 */
@NullMarked
package intelmq.bot.framing;

import org.jspecify.annotations.NullMarked;
