@NullMarked
package intelmq.outputs.opensearch;

import org.jspecify.annotations.NullMarked;
