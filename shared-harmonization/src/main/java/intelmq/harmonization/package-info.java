/**
 * The harmonised data model: fields, their types, events and reports, and their JSON form. No I/O.
 */
@NullMarked
package intelmq.harmonization;

import org.jspecify.annotations.NullMarked;
