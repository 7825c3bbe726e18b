/** The domain name system. */
@NullMarked
package intelmq.runtime.dns;

import org.jspecify.annotations.NullMarked;
