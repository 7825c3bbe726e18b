/** Tests of the data model. */
@NullMarked
package intelmq.harmonization;

import org.jspecify.annotations.NullMarked;
