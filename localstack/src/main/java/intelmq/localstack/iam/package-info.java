/** Policies as IAM evaluates them, so far as the templates use them; anything else is an error. */
@NullMarked
package intelmq.localstack.iam;

import org.jspecify.annotations.NullMarked;
