@NullMarked
package intelmq.localstack.iam;

import org.jspecify.annotations.NullMarked;
