/** What turns a bot into a function: configuration, messages, dispositions and their accounting. */
@NullMarked
package intelmq.runtime;

import org.jspecify.annotations.NullMarked;
