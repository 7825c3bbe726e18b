/** Tests of templates. */
@NullMarked
package intelmq.python.jinja;

import org.jspecify.annotations.NullMarked;
