/** Tests of the expert sieve. */
@NullMarked
package intelmq.experts.sieve;

import org.jspecify.annotations.NullMarked;
