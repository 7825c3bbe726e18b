/** Addresses of names. */
@NullMarked
package intelmq.experts.gethostbyname;

import org.jspecify.annotations.NullMarked;
