/**
 * Faults in the local cloud, from a seed, and the proof that nothing is lost and nothing arrives
 * twice in spite of them.
 */
@NullMarked
package intelmq.localstack.faults;

import org.jspecify.annotations.NullMarked;
