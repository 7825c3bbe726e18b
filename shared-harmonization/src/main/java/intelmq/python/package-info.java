/**
 * Python's semantics where results of IntelMQ depend on them: text of values, formats, CSV, JSON.
 */
@NullMarked
package intelmq.python;

import org.jspecify.annotations.NullMarked;
