@NullMarked
package intelmq.outputs.sql;

import org.jspecify.annotations.NullMarked;
