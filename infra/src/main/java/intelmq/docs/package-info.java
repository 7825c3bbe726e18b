/** The reference of fields, types and rules, generated from their definitions. */
@NullMarked
package intelmq.docs;

import org.jspecify.annotations.NullMarked;
