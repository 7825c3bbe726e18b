/** Tests of moving over. */
@NullMarked
package intelmq.ctl.moving;

import org.jspecify.annotations.NullMarked;
