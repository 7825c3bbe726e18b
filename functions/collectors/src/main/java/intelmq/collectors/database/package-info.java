/** Collector of databases. */
@NullMarked
package intelmq.collectors.database;

import org.jspecify.annotations.NullMarked;
