@NullMarked
package intelmq.collectors.archive;

import org.jspecify.annotations.NullMarked;
