/** Names of addresses. */
@NullMarked
package intelmq.experts.reversedns;

import org.jspecify.annotations.NullMarked;
