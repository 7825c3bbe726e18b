package intelmq.localstack.template;

/**
 * A resource to create.
 *
 * @param path logical ids from the root stack down, as in {@code Taxonomy/Function}
 */
public record Resource(String path, String type, Properties properties, Physical physical) {}
