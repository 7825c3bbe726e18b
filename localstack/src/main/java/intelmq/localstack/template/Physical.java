package intelmq.localstack.template;

import java.util.Map;

/** What a resource answers to Ref, and to Fn::GetAtt by attribute (texts or lists of texts). */
public record Physical(String ref, Map<String, Object> attributes) {

  /** A resource without attributes. */
  public Physical(String ref) {
    this(ref, Map.of());
  }
}
