/** Tests of places. */
@NullMarked
package intelmq.experts.maxmindgeoip;

import org.jspecify.annotations.NullMarked;
