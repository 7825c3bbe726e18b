/** Fields filled by templates. */
@NullMarked
package intelmq.experts.jinja;

import org.jspecify.annotations.NullMarked;
