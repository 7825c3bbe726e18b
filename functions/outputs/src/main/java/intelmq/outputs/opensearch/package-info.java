/** Output to OpenSearch and Elasticsearch. */
@NullMarked
package intelmq.outputs.opensearch;

import org.jspecify.annotations.NullMarked;
