package intelmq.ctl;

import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.SqsQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends what was set aside again. */
@Command(
    name = "recover",
    description = {
      "Sends what a stage set aside again, to its own queue or another: events go on at the bot"
          + " that failed, records are parsed",
      "again with the ids they would have had. What the queue has accepted is removed from"
          + " quarantine, nothing else;",
      "if anything of it would be refused, nothing is sent at all."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class DumpRecoverCommand implements Callable<Integer> {
  private static final int SHOWN_PROBLEMS = 10;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "STAGE", description = "The stage, as dump list names it.")
  private String stage = "";

  @Option(
      names = "--queue",
      paramLabel = "STAGE",
      description = "Send it to the queue of this stage instead.")
  private @Nullable String queue;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Send the entries of this file, which dump edit wrote, as they were mended.")
  private @Nullable Path file;

  @Mixin private DumpFilter filter = new DumpFilter();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  private int recovered;
  private int messages;

  @Override
  public Integer call() throws IOException, InterruptedException {
    EditedEntries edited = edited();
    try (Installation installation = target.open();
        var clients = new AwsClients(installation.environment())) {
      StackFunction to = to(installation);
      String url =
          to.queueUrl()
              .orElseThrow(() ->
                  new Failure(ExitCode.USAGE, to.stage() + " has no queue that takes anything"));
      var recovery = new Recovery(installation, clients, to, stage, InstantSource.system());
      QuarantineStore store = DumpCommand.store(installation);
      check(store, recovery, edited);
      var sqs = new SqsQueue(installation.sqs());
      store.visit(
          stage,
          filter,
          (key, entries) -> {
            List<QuarantineEntry> chosen = edited == null ? entries : edited.apply(entries);
            if (!chosen.isEmpty()) {
              List<String> bodies = recovery.messages(chosen);
              sqs.send(url, bodies, Duration.ZERO);
              store.remove(key, chosen);
              recovered += chosen.size();
              messages += bodies.size();
            }
          });
      report(to);
    }
    return ExitCode.OK;
  }

  private @Nullable EditedEntries edited() throws IOException {
    if (file == null) {
      return null;
    }
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--from: there is no file " + file);
    }
    return EditedEntries.read(file);
  }

  /** The stage whose queue it goes to; the queue may be called by its whole name. */
  private StackFunction to(Installation installation) {
    return installation.function(queue == null ? stage : queue);
  }

  /** Looks at all of it before anything is sent. */
  private void check(QuarantineStore store, Recovery recovery, @Nullable EditedEntries edited)
      throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    Set<String> missing = new HashSet<>(edited == null ? List.of() : edited.names());
    store.visit(
        stage,
        filter,
        (key, entries) -> {
          for (QuarantineEntry entry : edited == null ? entries : edited.apply(entries)) {
            missing.remove(entry.name());
            recovery.problem(entry, edited != null).ifPresent(problems::add);
          }
        });
    missing.forEach(name -> problems.add(name + ": it is not in quarantine of " + stage));
    if (!problems.isEmpty()) {
      problems.stream().limit(SHOWN_PROBLEMS).forEach(output::note);
      throw Failure.problem(
          OutputOption.count(problems.size(), "item")
              + " would be refused; nothing was sent, and nothing deleted");
    }
  }

  private void report(StackFunction to) {
    if (output.isJson()) {
      var result = new LinkedHashMap<String, Object>();
      result.put("recovered", recovered);
      result.put("messages", messages);
      result.put("queue", to.stage());
      output.json(result);
    } else {
      output.line(
          "recovered: "
              + recovered
              + ", to "
              + to.stage()
              + " in "
              + OutputOption.count(messages, "message"));
    }
  }
}
