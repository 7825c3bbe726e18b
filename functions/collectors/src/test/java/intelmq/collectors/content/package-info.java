@NullMarked
package intelmq.collectors.content;

import org.jspecify.annotations.NullMarked;
