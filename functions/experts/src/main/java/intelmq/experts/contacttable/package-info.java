/** Contacts by address range, domain and network. */
@NullMarked
package intelmq.experts.contacttable;

import org.jspecify.annotations.NullMarked;
