/** Archives that feeds and mails come in. */
@NullMarked
package intelmq.collectors.archive;

import org.jspecify.annotations.NullMarked;
