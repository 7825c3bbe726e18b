/**
 * Execution environments of functions as AWS runs them: a process each, under the runtime interface
 * client, which asks Lambda's Runtime API for invocations.
 */
@NullMarked
package intelmq.localstack.process;

import org.jspecify.annotations.NullMarked;
