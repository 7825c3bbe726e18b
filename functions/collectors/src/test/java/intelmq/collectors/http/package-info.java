@NullMarked
package intelmq.collectors.http;

import org.jspecify.annotations.NullMarked;
