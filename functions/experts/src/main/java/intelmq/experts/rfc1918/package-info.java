/** Addresses, names and networks that nobody on the Internet has. */
@NullMarked
package intelmq.experts.rfc1918;

import org.jspecify.annotations.NullMarked;
