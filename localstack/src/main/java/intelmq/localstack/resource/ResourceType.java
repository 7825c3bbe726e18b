package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;

/** A type of resource: what its resources are called, and what it takes to create one. */
interface ResourceType {
  /**
   * The physical id and attributes, which follow from the properties alone.
   *
   * @param defaultName for a resource that is given no name
   */
  Physical physical(String defaultName, Properties properties, Account account);

  /** Creates the resource; by default there is nothing to do locally. */
  default void create(Properties properties, Physical physical, Deployment deployment) {}
}
