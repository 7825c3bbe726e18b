/** The taxonomy of classification types. */
@NullMarked
package intelmq.experts.taxonomy;

import org.jspecify.annotations.NullMarked;
