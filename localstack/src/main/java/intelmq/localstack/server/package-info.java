/**
 * The servers of the local cloud: real implementations of the AWS services the functions call, on
 * the loopback address.
 *
 * <p>Clients reach a server by {@link intelmq.localstack.server.Server#endpoint()} alone. Whatever
 * checks access or injects faults stands between the two: a front that listens in the server's
 * place, knows the caller by its access key, and passes on what it lets through to that endpoint.
 */
@NullMarked
package intelmq.localstack.server;

import org.jspecify.annotations.NullMarked;
