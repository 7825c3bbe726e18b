package intelmq.localstack.template;

/** The account and region that a template is expanded for. */
public record Account(String id, String region) {}
