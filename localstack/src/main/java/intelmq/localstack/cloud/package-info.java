/**
 * The local cloud: runs an expanded template over embedded servers as AWS would run it in an
 * account.
 */
@NullMarked
package intelmq.localstack.cloud;

import org.jspecify.annotations.NullMarked;
