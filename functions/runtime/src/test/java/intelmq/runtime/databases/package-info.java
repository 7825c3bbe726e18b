/** Tests of databases. */
@NullMarked
package intelmq.runtime.databases;

import org.jspecify.annotations.NullMarked;
