@NullMarked
package intelmq.localstack.server;

import org.jspecify.annotations.NullMarked;
