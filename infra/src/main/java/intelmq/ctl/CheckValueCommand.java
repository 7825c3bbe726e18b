package intelmq.ctl;

import intelmq.harmonization.Field;
import intelmq.harmonization.FieldType;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Nearest;
import intelmq.harmonization.Types;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a field or a type makes of a value, and if it refuses it, by which rule. */
@Command(
    name = "check-value",
    description = {
      "Says what a field or a type makes of a value, and if it refuses it, why.",
      "Exit status: 0 if the value is accepted, 1 if it is refused, 2 for wrong usage.",
      "A value that begins with a hyphen stands behind --."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class CheckValueCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private HarmonizationOption option = new HarmonizationOption();
  @Mixin private OutputOption output = new OutputOption();

  @Parameters(
      index = "0",
      paramLabel = "TYPE-OR-FIELD",
      description = "A type (IPAddress) or a field (source.ip, extra.sensor).")
  private String name = "";

  @Parameters(index = "1", paramLabel = "VALUE", description = "The value, a text.")
  private String value = "";

  @Option(
      names = "--as-json",
      description = "The value is JSON: a number, true, an object, a text in quotes.")
  private boolean asJson;

  @Override
  public Integer call() {
    Harmonization harmonization = option.read();
    Object given = given();
    Optional<FieldType> type =
        Types.all().stream().filter(t -> t.name().equalsIgnoreCase(name)).findFirst();
    var clock = InstantSource.system();
    ValueCheck check =
        type.isPresent() && harmonization.find(name).isEmpty()
            ? ValueCheck.ofType(type.get(), given, clock)
            : ValueCheck.ofField(field(harmonization), given, harmonization, clock);
    if (output.isJson()) {
      output.json(Map.of("accepted", check.accepted(), "lines", check.lines()));
    } else {
      check.lines().forEach(Objects.requireNonNull(spec).commandLine().getOut()::println);
    }
    return check.accepted() ? 0 : 1;
  }

  private Object given() {
    if (!asJson) {
      return value;
    }
    Object parsed = Json.tryParse(value);
    if (parsed == null && !value.strip().equals("null")) {
      throw wrong("--as-json: the value is no JSON: " + value);
    }
    return parsed == null ? Json.NULL : parsed;
  }

  private Field field(Harmonization harmonization) {
    return harmonization.find(name).orElseThrow(() -> wrong(unknown(harmonization)));
  }

  private String unknown(Harmonization harmonization) {
    Set<String> names = new TreeSet<>();
    harmonization.fields().forEach(field -> names.add(field.name()));
    for (Field field : harmonization.fields()) {
      if (field.isDict() && name.startsWith(field.name() + ".")) {
        return "'"
            + name
            + "' is no name for a field below "
            + field.name()
            + ": it has words of lower-case letters, digits and underscores, joined by dots";
      }
    }
    Types.all().forEach(type -> names.add(type.name()));
    return "there is no field or type '" + name + "'" + Nearest.hint(name, names);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
