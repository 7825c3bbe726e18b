/** Parts of URLs as fields. */
@NullMarked
package intelmq.experts.url;

import org.jspecify.annotations.NullMarked;
