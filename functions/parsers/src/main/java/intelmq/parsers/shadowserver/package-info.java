/** The CSV reports of Shadowserver. */
@NullMarked
package intelmq.parsers.shadowserver;

import org.jspecify.annotations.NullMarked;
