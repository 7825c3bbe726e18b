/** Feeds of abuse.ch. */
@NullMarked
package intelmq.parsers.abusech;

import org.jspecify.annotations.NullMarked;
