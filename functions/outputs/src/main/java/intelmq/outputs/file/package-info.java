/** Output to files. */
@NullMarked
package intelmq.outputs.file;

import org.jspecify.annotations.NullMarked;
