/** What a hop costs, beside what it could cost at best, and beside others. */
@NullMarked
package intelmq.benchmarks;

import org.jspecify.annotations.NullMarked;
