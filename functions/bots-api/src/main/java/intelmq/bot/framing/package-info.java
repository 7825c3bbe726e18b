/** How reports fall apart into records, as streams: lines, CSV rows, elements of a JSON array. */
@NullMarked
package intelmq.bot.framing;

import org.jspecify.annotations.NullMarked;
