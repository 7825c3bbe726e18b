/** Mail. */
@NullMarked
package intelmq.runtime.mail;

import org.jspecify.annotations.NullMarked;
