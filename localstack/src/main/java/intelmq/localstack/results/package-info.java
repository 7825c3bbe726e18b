/** Reads back what each output's own store holds at the end of a run. */
@NullMarked
package intelmq.localstack.results;

import org.jspecify.annotations.NullMarked;
