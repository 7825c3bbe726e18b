/** What services answered, remembered. */
@NullMarked
package intelmq.runtime.answers;

import org.jspecify.annotations.NullMarked;
