/** Tests of the proof run's own parts. */
@NullMarked
package intelmq.prove;

import org.jspecify.annotations.NullMarked;
