/** What every bot module's tests are made of: golden folders, the standard suite, fake ports. */
@NullMarked
package intelmq.testkit;

import org.jspecify.annotations.NullMarked;
