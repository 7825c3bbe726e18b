@NullMarked
package intelmq.outputs.mail;

import org.jspecify.annotations.NullMarked;
