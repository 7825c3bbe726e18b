/** The AS and the network of addresses, by a table of routes. */
@NullMarked
package intelmq.experts.asnlookup;

import org.jspecify.annotations.NullMarked;
