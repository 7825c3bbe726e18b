/** Fields kept or removed by a list. */
@NullMarked
package intelmq.experts.fieldreducer;

import org.jspecify.annotations.NullMarked;
