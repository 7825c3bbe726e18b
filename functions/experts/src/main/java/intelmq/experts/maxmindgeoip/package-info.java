/** Places of addresses, by a database of MaxMind's. */
@NullMarked
package intelmq.experts.maxmindgeoip;

import org.jspecify.annotations.NullMarked;
