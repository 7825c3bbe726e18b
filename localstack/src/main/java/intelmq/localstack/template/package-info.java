/** Reads SAM templates and expands them into the resources that a deployment would create. */
@NullMarked
package intelmq.localstack.template;

import org.jspecify.annotations.NullMarked;
