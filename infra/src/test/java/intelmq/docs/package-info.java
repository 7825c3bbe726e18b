/** Tests of the reference pages and of what the catalogues say. */
@NullMarked
package intelmq.docs;

import org.jspecify.annotations.NullMarked;
