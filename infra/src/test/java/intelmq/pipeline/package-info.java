/** The whole pipeline, tested through its services' endpoints. */
@NullMarked
package intelmq.pipeline;

import org.jspecify.annotations.NullMarked;
