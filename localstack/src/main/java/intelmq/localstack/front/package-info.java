/**
 * What stands before the servers: it knows which function calls what, and lets filters forward,
 * refuse, delay or change the call.
 */
@NullMarked
package intelmq.localstack.front;

import org.jspecify.annotations.NullMarked;
