/** Tests of the table of contacts. */
@NullMarked
package intelmq.experts.contacttable;

import org.jspecify.annotations.NullMarked;
