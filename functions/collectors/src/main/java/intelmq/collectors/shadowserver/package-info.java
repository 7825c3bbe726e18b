/** Reports of the Shadowserver Foundation. */
@NullMarked
package intelmq.collectors.shadowserver;

import org.jspecify.annotations.NullMarked;
