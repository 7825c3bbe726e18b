/** What comes by mail. */
@NullMarked
package intelmq.collectors.mail;

import org.jspecify.annotations.NullMarked;
