/** Delivery to web services. */
@NullMarked
package intelmq.outputs.restapi;

import org.jspecify.annotations.NullMarked;
