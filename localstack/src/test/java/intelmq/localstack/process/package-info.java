/** Tests of functions' processes. */
@NullMarked
package intelmq.localstack.process;

import org.jspecify.annotations.NullMarked;
