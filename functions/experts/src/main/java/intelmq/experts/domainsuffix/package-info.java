/** The suffix of a domain under which names are registered. */
@NullMarked
package intelmq.experts.domainsuffix;

import org.jspecify.annotations.NullMarked;
