/** Output to DynamoDB. */
@NullMarked
package intelmq.outputs.dynamodb;

import org.jspecify.annotations.NullMarked;
