/** Networks of addresses, as Team Cymru knows them. */
@NullMarked
package intelmq.experts.cymruwhois;

import org.jspecify.annotations.NullMarked;
