/** What outputs share. */
@NullMarked
package intelmq.outputs;

import org.jspecify.annotations.NullMarked;
