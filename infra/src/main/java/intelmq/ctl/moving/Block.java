package intelmq.ctl.moving;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A block of the template as it is written.
 *
 * @param name in the template
 * @param label of the feed or stage
 * @param comment where it is from
 * @param own the parameters that only this kind of block has, as they stand there
 * @param drafts its bots, for permissions and settings
 * @param ways where its events go: queues of other blocks by path
 */
record Block(
    String name,
    String label,
    String comment,
    Map<String, String> own,
    List<Draft> drafts,
    Map<String, List<Target>> ways) {
  private static final String HEAD =
      """
        # %s
        %s:
          Type: AWS::Serverless::Application
          Properties:
            Location: infra/%s.yaml
            Tags: {application: intelmq, block: %s}
            Parameters:
      """;

  private static final String TAIL =
      """
              Stack: !GetAtt Storage.Outputs.Stack
              LogRetentionDays: !Ref LogRetentionDays
              Harmonization: !Ref Harmonization
              RetryDelay: !Ref RetryDelay
              SnapStart: !Ref SnapStart
              Release: !Ref Release
      """;

  Block {
    drafts = List.copyOf(drafts);
  }

  /**
   * A queue that a block sends to.
   *
   * @param block the block's name
   * @param stage the stage's name
   * @param back whether that block in turn depends on this one, so that CloudFormation can make
   *     neither first: the queue is then named, not referred to
   */
  record Target(String block, String stage, boolean back) {
    private String url() {
      return back
          ? "https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${AWS::StackName}-"
              + stage
          : "${" + block + ".Outputs.Queue}";
    }

    private String arn() {
      return back
          ? "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}-" + stage
          : "${" + block + ".Outputs.QueueArn}";
    }
  }

  /** The block's lines. */
  String text() {
    var text = new StringBuilder();
    boolean feed = own.containsKey("Feed");
    text.append(HEAD.formatted(comment, name, feed ? "feed" : "stage", label));
    own.forEach((key, value) -> line(text, key, value));
    Set<String> actions = new LinkedHashSet<>();
    Set<String> resources = new LinkedHashSet<>();
    for (Draft draft : drafts) {
      draft.settings().forEach((key, value) -> line(text, key, value));
      actions.addAll(draft.actions());
      resources.addAll(draft.resources());
    }
    if (!actions.isEmpty()) {
      line(text, "Actions", "'" + String.join(",", actions) + "'");
      line(text, "Resources", "!Sub '" + String.join(",", resources) + "'");
    }
    if (!ways.isEmpty()) {
      destinations(text);
    }
    if (feed) {
      line(text, "EnabledFeeds", "!Ref EnabledFeeds");
    }
    return text.append(TAIL.indent(0)).toString();
  }

  private void destinations(StringBuilder text) {
    text.append("        Destinations: !Sub |\n");
    Set<String> arns = new LinkedHashSet<>();
    ways.forEach((path, targets) -> {
      List<String> urls = new ArrayList<>();
      for (Target target : targets) {
        urls.add("\"" + target.url() + "\"");
        arns.add(target.arn());
      }
      String value = urls.size() == 1 ? urls.getFirst() : "[" + String.join(", ", urls) + "]";
      text.append("          ").append(key(path)).append(": ").append(value).append('\n');
    });
    line(text, "Queues", "!Sub '" + String.join(",", arns) + "'");
  }

  /** A path may have any name. */
  private static String key(String path) {
    return path.matches("[A-Za-z_][A-Za-z0-9_-]*")
        ? path
        : "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "${!") + "\"";
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("        ").append(key).append(": ").append(value).append('\n');
  }
}
