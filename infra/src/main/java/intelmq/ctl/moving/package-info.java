/** Moves configurations of IntelMQ over: what becomes of their bots, parameters and queues. */
@NullMarked
package intelmq.ctl.moving;

import org.jspecify.annotations.NullMarked;
