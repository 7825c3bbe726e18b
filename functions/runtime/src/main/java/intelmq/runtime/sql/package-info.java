/** Databases by JDBC. */
@NullMarked
package intelmq.runtime.sql;

import org.jspecify.annotations.NullMarked;
