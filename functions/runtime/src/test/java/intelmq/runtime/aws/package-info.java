@NullMarked
package intelmq.runtime.aws;

import org.jspecify.annotations.NullMarked;
