package intelmq.localstack.template;

import java.util.Optional;

/** Names resources before they exist, so that expanding a template creates nothing. */
@FunctionalInterface
public interface PhysicalNames {

  /**
   * The physical id and attributes of a resource, empty if its type is not supported.
   *
   * @param defaultName stack and logical id, for resources that are given no name
   */
  Optional<Physical> of(String type, String defaultName, Properties properties, Account account);
}
