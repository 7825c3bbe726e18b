/** Feeds of DataPlane.org. */
@NullMarked
package intelmq.parsers.dataplane;

import org.jspecify.annotations.NullMarked;
