/** Tests of mailboxes. */
@NullMarked
package intelmq.runtime.imap;

import org.jspecify.annotations.NullMarked;
