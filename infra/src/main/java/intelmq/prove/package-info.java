/** The proof run: what the project promises, tried with much of everything and counted. */
@NullMarked
package intelmq.prove;

import org.jspecify.annotations.NullMarked;
