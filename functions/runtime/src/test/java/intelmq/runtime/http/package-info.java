@NullMarked
package intelmq.runtime.http;

import org.jspecify.annotations.NullMarked;
