package intelmq.ctl;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Works on dead letters: messages that a function failed with as a whole, five times. */
@Command(
    name = "dlq",
    description = {
      "Works on dead letters: messages that a function failed with as a whole, five times.",
      "Single records and events that were set aside are in quarantine: see dump."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      DlqCommand.ListLetters.class,
      DlqCommand.ShowLetters.class,
      DlqCommand.RedriveLetters.class
    })
final class DlqCommand {
  private static final String DEAD = "-dlq";

  private DlqCommand() {}

  private static String deadLetterQueue(Installation installation, String stage) {
    String name = stage.endsWith(DEAD) ? stage : installation.function(stage).stage() + DEAD;
    return installation.queueUrl(name);
  }

  /** Lists the queues of dead letters. */
  @Command(
      name = "list",
      description = "Lists the stages, with the number of dead letters of each.",
      mixinStandardHelpOptions = true)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets them
  static final class ListLetters implements Callable<Integer> {
    @Mixin private TargetOption target = new TargetOption();
    @Mixin private OutputOption output = new OutputOption();

    private record Line(String stage, long letters) {}

    @Override
    public Integer call() throws InterruptedException {
      try (Installation installation = target.open()) {
        List<Line> lines =
            Parallel.map(
                installation.queues().stream().filter(queue -> queue.endsWith(DEAD)).toList(),
                queue ->
                    new Line(
                        queue.substring(0, queue.length() - DEAD.length()),
                        QueueCounts.of(installation.sqs(), installation.queueUrl(queue)).total()));
        if (output.isJson()) {
          var json = new LinkedHashMap<String, Object>();
          lines.forEach(line -> json.put(line.stage(), line.letters()));
          output.json(json);
        } else {
          output.table(
              List.of("stage", "dead letters"),
              lines.stream().map(line -> List.of(line.stage(), line.letters())).toList());
        }
        return ExitCode.OK;
      }
    }
  }

  /** Shows dead letters without taking them out. */
  @Command(
      name = "show",
      description = {
        "Shows dead letters, and leaves them where they are.",
        "Why a message is there is in its quarantine object (dump) and in the log of the function."
      },
      mixinStandardHelpOptions = true)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets them
  static final class ShowLetters implements Callable<Integer> {
    private static final int PAGE = 10;
    private static final int HIDDEN_SECONDS = 60;

    @Mixin private TargetOption target = new TargetOption();
    @Mixin private OutputOption output = new OutputOption();

    @Parameters(index = "0", paramLabel = "STAGE", description = "The stage.")
    private String stage = "";

    @Option(
        names = "-n",
        paramLabel = "MESSAGES",
        description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int most = PAGE;

    @Option(
        names = "--truncate",
        paramLabel = "CHARACTERS",
        description =
            "Show no more of a message than this; 0 for all of it. Default: ${DEFAULT-VALUE}.")
    private int truncate = 1000;

    @Override
    public Integer call() {
      try (Installation installation = target.open()) {
        String url = deadLetterQueue(installation, stage);
        List<Message> messages = peek(installation.sqs(), url);
        for (Message message : messages) {
          if (output.isJson()) {
            output.json(json(message));
          } else {
            output.line(
                message.messageId()
                    + ", sent "
                    + sent(message)
                    + ", received "
                    + message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                    + " times");
            output.line("  " + body(message));
          }
        }
        if (messages.isEmpty() && !output.isJson()) {
          output.line("There are no dead letters of " + stage + ".");
        }
        return ExitCode.OK;
      }
    }

    private List<Message> peek(SqsClient sqs, String url) {
      var messages = new ArrayList<Message>();
      try {
        while (messages.size() < most) {
          int wanted = Math.min(PAGE, most - messages.size());
          List<Message> more =
              sqs.receiveMessage(request ->
                      request
                          .queueUrl(url)
                          .maxNumberOfMessages(wanted)
                          .visibilityTimeout(HIDDEN_SECONDS)
                          .waitTimeSeconds(1)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                  .messages();
          if (more.isEmpty()) {
            break;
          }
          messages.addAll(more);
        }
      } finally {
        giveBack(sqs, url, messages);
      }
      return messages;
    }

    private static void giveBack(SqsClient sqs, String url, List<Message> messages) {
      for (int from = 0; from < messages.size(); from += PAGE) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries =
            messages.subList(from, Math.min(messages.size(), from + PAGE)).stream()
                .map(message ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0)
                        .build())
                .toList();
        sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
      }
    }

    private static Instant sent(Message message) {
      return Instant.ofEpochMilli(
          Long.parseLong(
              message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }

    private String body(Message message) {
      String body = message.body();
      return truncate <= 0 || body.length() <= truncate
          ? body
          : body.substring(0, truncate) + " … (" + body.length() + " characters)";
    }

    private Map<String, Object> json(Message message) {
      var json = new LinkedHashMap<String, Object>();
      json.put("id", message.messageId());
      json.put("sent", sent(message).toString());
      json.put("body", body(message));
      return json;
    }
  }

  /** Sends dead letters back to where they came from. */
  @Command(
      name = "redrive",
      description =
          "Sends all dead letters of a stage back to its queue, once what made it fail is mended.",
      mixinStandardHelpOptions = true)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets them
  static final class RedriveLetters implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(500);

    @Mixin private TargetOption target = new TargetOption();
    @Mixin private OutputOption output = new OutputOption();

    @Parameters(index = "0", paramLabel = "STAGE", description = "The stage.")
    private String stage = "";

    @Option(
        names = "--wait",
        paramLabel = "SECONDS",
        description =
            "Wait as long as this until all are sent; it goes on without, too. Default: ${DEFAULT-VALUE}.")
    private int wait = 10;

    @Override
    public Integer call() throws InterruptedException {
      try (Installation installation = target.open()) {
        String url = deadLetterQueue(installation, stage);
        StackFunction function = installation.function(stage.replaceFirst(DEAD + "$", ""));
        if (function.queueUrl().isEmpty()) {
          throw Failure.problem(
              function.stage()
                  + " reads no queue: its dead letters are runs that failed, and reports that did not reach their queue; what it missed comes with the next run, or with replay");
        }
        long letters = QueueCounts.of(installation.sqs(), url).total();
        String arn = arn(installation.sqs(), url);
        String task =
            installation.sqs().startMessageMoveTask(request -> request.sourceArn(arn)).taskHandle();
        String status = await(installation.sqs(), arn);
        if (output.isJson()) {
          output.json(
              Map.of(
                  "stage", function.stage(), "messages", letters, "status", status, "task", task));
        } else {
          output.line(
              OutputOption.count(letters, "message")
                  + " of "
                  + function.stage()
                  + DEAD
                  + " to "
                  + function.stage()
                  + ": "
                  + status.toLowerCase(Locale.ROOT));
        }
        return status.equals("FAILED") ? ExitCode.PROBLEM : ExitCode.OK;
      }
    }

    private static String arn(SqsClient sqs, String url) {
      return sqs.getQueueAttributes(
              request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
          .attributes()
          .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    private String await(SqsClient sqs, String arn) throws InterruptedException {
      long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
      String status = "RUNNING";
      while (status.equals("RUNNING") && System.nanoTime() < end) {
        Thread.sleep(LOOK);
        status =
            sqs
                .listMessageMoveTasks(request -> request.sourceArn(arn).maxResults(1))
                .results()
                .stream()
                .findFirst()
                .map(ListMessageMoveTasksResultEntry::status)
                .orElse("COMPLETED");
      }
      return status;
    }
  }
}
