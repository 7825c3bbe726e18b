/** What the deployed template must hold, beyond what linters see. */
@NullMarked
package intelmq.template;

import org.jspecify.annotations.NullMarked;
