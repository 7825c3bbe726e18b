/**
 * The handlers that template.yaml names, one per kind of bot; the only place that reads the process
 * environment.
 */
@NullMarked
package intelmq.lambda;

import org.jspecify.annotations.NullMarked;
