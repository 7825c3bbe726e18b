/** The operator's command, as it is used. */
@NullMarked
package intelmq.ctl;

import org.jspecify.annotations.NullMarked;
