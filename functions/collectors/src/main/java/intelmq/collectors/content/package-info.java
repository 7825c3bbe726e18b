/** What collectors share: which content is new, which files are wanted. */
@NullMarked
package intelmq.collectors.content;

import org.jspecify.annotations.NullMarked;
