/** Tests of the parser of Shadowserver's reports. */
@NullMarked
package intelmq.parsers.shadowserver;

import org.jspecify.annotations.NullMarked;
