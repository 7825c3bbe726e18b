package intelmq.ctl;

import intelmq.runtime.ReportId;
import intelmq.runtime.aws.AwsClients;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows an event's way. */
@Command(
    name = "trace",
    description = {
      "Shows an event's way: the report and record it came from, what each function did to it,"
          + " where it ended and why.",
      "The one record runs dry through the configuration that was deployed then; ends are facts"
          + " that functions kept."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class TraceCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "EVENT-ID",
      description =
          "The id of an event or a record, as outputs store it: feodotracker-20261123T130000-0:17.")
  private String id = "";

  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    int colon = id.lastIndexOf(':');
    String ordinal = id.substring(colon + 1);
    if (colon < 0 || !ordinal.matches("\\d{1,18}(\\.\\d{1,9})*")) {
      throw wrong(id + " is no event's id: a report's id, a colon, the record's number", null);
    }
    ReportId report;
    try {
      report = ReportId.parse(id.substring(0, colon));
    } catch (IllegalArgumentException e) {
      throw wrong(id + " is no event's id: " + e.getMessage(), e);
    }
    try (Installation installation = target.open();
        var clients = new AwsClients(installation.environment())) {
      Trace trace =
          new Tracer(installation, clients, InstantSource.system(), report, ordinal).run();
      if (output.isJson()) {
        output.json(trace.toMap());
      } else {
        trace.print(output::line);
      }
      return trace.isEnded() ? ExitCode.OK : ExitCode.PROBLEM;
    }
  }

  private ParameterException wrong(String message, @Nullable Exception cause) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message, cause);
  }
}
