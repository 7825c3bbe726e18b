/** Databases that are kept in memory, and read again when they have changed. */
@NullMarked
package intelmq.runtime.databases;

import org.jspecify.annotations.NullMarked;
