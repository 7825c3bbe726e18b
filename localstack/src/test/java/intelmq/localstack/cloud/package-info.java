/** Tests of the local cloud. */
@NullMarked
package intelmq.localstack.cloud;

import org.jspecify.annotations.NullMarked;
