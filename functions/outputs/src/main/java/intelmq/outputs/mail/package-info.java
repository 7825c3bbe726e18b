/** Events by mail, whichever way it goes. */
@NullMarked
package intelmq.outputs.mail;

import org.jspecify.annotations.NullMarked;
