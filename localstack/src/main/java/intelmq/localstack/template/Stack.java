package intelmq.localstack.template;

import java.util.List;
import java.util.Map;

/**
 * An expanded template: resources of all nested stacks, each after those that it refers to, and the
 * root's outputs.
 */
public record Stack(String name, List<Resource> resources, Map<String, String> outputs) {}
