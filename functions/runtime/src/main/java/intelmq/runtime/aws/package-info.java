/** The ports over AWS services, and the clients they use. */
@NullMarked
package intelmq.runtime.aws;

import org.jspecify.annotations.NullMarked;
