package intelmq.ctl;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes all messages of a queue. */
@Command(
    name = "clear",
    description = {
      "Deletes all messages of a queue, and with them the events in them.",
      "It says how many, and asks. SQS clears a queue at most once a minute, and takes up to a minute."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class ClearCommand implements Callable<Integer> {
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private ConfirmOption confirm = new ConfirmOption();

  @Parameters(
      index = "0",
      paramLabel = "QUEUE",
      description = "The queue, as list queues names it, for instance url or url-dlq.")
  private String queue = "";

  @Override
  public Integer call() {
    try (Installation installation = target.open()) {
      String url = installation.queueUrl(queue);
      long messages = QueueCounts.of(installation.sqs(), url).total();
      confirm.require(
          OutputOption.count(messages, "message")
              + " of the queue "
              + queue
              + " of "
              + installation.description()
              + " will be lost.");
      installation.sqs().purgeQueue(request -> request.queueUrl(url));
      if (output.isJson()) {
        output.json(Map.of("queue", queue, "cleared", messages));
      } else {
        output.line("Cleared " + queue + " of " + OutputOption.count(messages, "message") + ".");
      }
      return ExitCode.OK;
    }
  }
}
