/** Tests of the expansion of templates. */
@NullMarked
package intelmq.localstack.template;

import org.jspecify.annotations.NullMarked;
