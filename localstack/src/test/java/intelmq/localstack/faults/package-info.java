/** Tests of faults and of the check after them. */
@NullMarked
package intelmq.localstack.faults;

import org.jspecify.annotations.NullMarked;
