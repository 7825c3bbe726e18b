/** Feeds that someone puts into the drop bucket. */
@NullMarked
package intelmq.collectors.file;

import org.jspecify.annotations.NullMarked;
