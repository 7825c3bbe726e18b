/** Mailboxes read by IMAP, and the parts of their mails. */
@NullMarked
package intelmq.runtime.imap;

import org.jspecify.annotations.NullMarked;
