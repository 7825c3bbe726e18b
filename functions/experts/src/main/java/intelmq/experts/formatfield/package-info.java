/** Texts of fields stripped, replaced and split. */
@NullMarked
package intelmq.experts.formatfield;

import org.jspecify.annotations.NullMarked;
