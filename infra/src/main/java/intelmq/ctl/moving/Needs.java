package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import java.util.Set;

/** What bots of ours need that IntelMQ's do not: tables, buckets, files, and the right to them. */
final class Needs {
  private static final String TABLE =
      "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/";

  /** Files whose parameters are texts, or references to texts. */
  private static final Set<String> FILES =
      Set.of(
          "expert modify.configuration_path",
          "expert sieve.file",
          "parser shadowserver.schema",
          "collector mail_attach.ssl_ca_certificate",
          "collector mail_url.ssl_ca_certificate");

  private Needs() {}

  /** A bot's name with its kind, and a parameter's. */
  static String key(BotSpec bot, String parameter) {
    return bot.kind().label() + " " + bot.name() + "." + parameter;
  }

  /** Whether a parameter of IntelMQ's bot is the path of a file, and of ours what is in it. */
  static boolean isFile(BotSpec bot, ParamSpec param) {
    return param.type() == ParamType.SOURCE || FILES.contains(key(bot, param.name()));
  }

  /** Adds what a bot needs. */
  static void add(Draft draft) {
    switch (draft.spec().kind().label() + " " + draft.spec().name()) {
      case "collector file" -> draft.put("postfix", ".csv");
      case "collector api" -> draft.set("Push", "'true'");
      case "expert deduplicator" ->
          table(draft, "DeduplicatorTable", "dynamodb:Query,dynamodb:PutItem");
      case "expert threshold" ->
          table(draft, "GroupsTable", "dynamodb:BatchGetItem,dynamodb:PutItem,dynamodb:DeleteItem");
      case "expert aggregate" ->
          table(
                  draft,
                  "GroupsTable",
                  "dynamodb:BatchGetItem,dynamodb:PutItem,dynamodb:DeleteItem,dynamodb:Query")
              .allow("dynamodb:Query", TABLE + "${Storage.Outputs.GroupsTable}/index/due")
              .set("Schedule", "rate(1 minute)");
      case "expert cymru_whois", "expert reverse_dns" ->
          table(draft, "AnswersTable", "dynamodb:BatchGetItem,dynamodb:BatchWriteItem");
      case "output file" ->
          draft
              .put("bucket", new Reference("${Storage.Outputs.EventsBucket}"))
              .put("file", "events/" + draft.place())
              .allow(
                  "s3:PutObject",
                  "arn:${AWS::Partition}:s3:::${Storage.Outputs.EventsBucket}/events/*");
      case "output smtp" -> draft.set("Claims", "'true'").set("MaximumConcurrency", "2");
      case "output sql" -> {
        draft.put("id_column", "");
        draft.say(
            "id_column",
            Moved.DIFFERENT,
            "is empty, so that the table may stay as it is; with a unique column event_id"
                + " (./intelmqctl fields --sql) what is delivered again replaces itself");
      }
      default -> {}
    }
  }

  private static Draft table(Draft draft, String output, String actions) {
    String name = "${Storage.Outputs." + output + "}";
    return draft.put("table", new Reference(name)).allow(actions, TABLE + name);
  }
}
