/**
 * The resource types that the templates use, a class each: their names and what creating one does.
 */
@NullMarked
package intelmq.localstack.resource;

import org.jspecify.annotations.NullMarked;
