/**
 * Templates in the language of Jinja2: parsed once, rendered within bounds, and out of reach of
 * anything but the values that are handed in.
 */
@NullMarked
package intelmq.python.jinja;

import org.jspecify.annotations.NullMarked;
