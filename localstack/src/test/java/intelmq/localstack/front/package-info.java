@NullMarked
package intelmq.localstack.front;

import org.jspecify.annotations.NullMarked;
