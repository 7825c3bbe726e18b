/** Fields from the tables of databases. */
@NullMarked
package intelmq.experts.genericdblookup;

import org.jspecify.annotations.NullMarked;
