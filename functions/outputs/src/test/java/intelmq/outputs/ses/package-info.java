@NullMarked
package intelmq.outputs.ses;

import org.jspecify.annotations.NullMarked;
