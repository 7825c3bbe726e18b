/** The operator's command, intelmqctl. */
@NullMarked
package intelmq.ctl;

import org.jspecify.annotations.NullMarked;
