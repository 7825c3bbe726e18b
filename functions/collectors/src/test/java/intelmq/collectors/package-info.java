/** Tests of all collectors. */
@NullMarked
package intelmq.collectors;

import org.jspecify.annotations.NullMarked;
