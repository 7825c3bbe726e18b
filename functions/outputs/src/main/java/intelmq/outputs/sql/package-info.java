/** Delivery to databases. */
@NullMarked
package intelmq.outputs.sql;

import org.jspecify.annotations.NullMarked;
