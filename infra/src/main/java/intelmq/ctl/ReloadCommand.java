package intelmq.ctl;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Has all functions read again what their configuration refers to. */
@Command(
    name = "reload",
    description = {
      "Has all functions load their bots again, and with them what their configuration refers to: secrets, rule files, databases.",
      "Functions look once a minute whether that is wanted. A changed template needs a deployment."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class ReloadCommand implements Callable<Integer> {
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    try (Installation installation = target.open()) {
      String parameter = "/" + installation.stack() + "/reload";
      String value = Instant.now().toString();
      installation
          .ssm()
          .putParameter(request ->
              request.name(parameter).value(value).type(ParameterType.STRING).overwrite(true));
      if (output.isJson()) {
        output.json(Map.of("parameter", parameter, "value", value));
      } else {
        output.line(
            "All functions of "
                + installation.description()
                + " that work load their bots again within a minute.");
      }
      return ExitCode.OK;
    }
  }
}
