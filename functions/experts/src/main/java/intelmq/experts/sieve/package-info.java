/** Filters, changes and routes events by rules in a language of their own. */
@NullMarked
package intelmq.experts.sieve;

import org.jspecify.annotations.NullMarked;
