package intelmq.ctl;

import static java.util.stream.Collectors.joining;

import intelmq.docs.FieldsPage;
import intelmq.docs.SqlTable;
import intelmq.docs.TypeExample;
import intelmq.harmonization.Field;
import intelmq.harmonization.FieldType;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Nearest;
import intelmq.harmonization.Types;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the fields that events may have: all of them, those with a prefix, or one. */
@Command(
    name = "fields",
    description = {
      "Prints fields and their rules; of one field or type, all there is to know.",
      "With --type json all definitions, as a harmonization.conf to be edited."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class FieldsCommand implements Callable<Integer> {
  private static final int REGEX_WIDTH = 24;

  /** On which the examples are computed. */
  private static final LocalDate DAY = LocalDate.ofInstant(TypeExample.DAY, ZoneOffset.UTC);

  @Spec private @Nullable CommandSpec spec;

  @Mixin private HarmonizationOption option = new HarmonizationOption();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description =
          "A field (source.ip), what fields begin with (source), or a type (IPAddress); without it, all fields.")
  private @Nullable String name;

  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--markdown", description = "Print the whole reference as Markdown.")
  private boolean markdown;

  @Option(names = "--sql", description = "Print the table for the output sql (PostgreSQL).")
  private boolean sql;

  @Override
  public Integer call() {
    Harmonization harmonization = option.read();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (output.isJson() || markdown || sql) {
      if (name != null || Stream.of(output.isJson(), markdown, sql).filter(is -> is).count() > 1) {
        throw wrong("--type json, --markdown and --sql print everything, and stand alone");
      }
      out.print(
          sql
              ? SqlTable.of(harmonization)
              : markdown ? FieldsPage.of(harmonization) : harmonization.toJson());
      out.flush();
    } else if (name == null) {
      table(harmonization.fields().stream().toList(), out);
    } else {
      one(harmonization, name, out);
    }
    return 0;
  }

  private void one(Harmonization harmonization, String wanted, PrintWriter out) {
    Optional<Field> field = harmonization.find(wanted);
    Optional<FieldType> type =
        Types.all().stream().filter(t -> t.name().equalsIgnoreCase(wanted)).findFirst();
    String prefix = wanted.endsWith(".") ? wanted : wanted + ".";
    List<Field> fields =
        harmonization.fields().stream().filter(f -> f.name().startsWith(prefix)).toList();
    if (field.isPresent()) {
      describe(field.get(), harmonization, out);
    } else if (type.isPresent()) {
      describe(type.get(), harmonization, out);
    } else if (!fields.isEmpty()) {
      table(fields, out);
    } else {
      throw wrong(
          "there is no field '" + wanted + "'" + Nearest.hint(wanted, names(harmonization)));
    }
  }

  private static Set<String> names(Harmonization harmonization) {
    Set<String> names = new TreeSet<>();
    for (Field field : harmonization.fields()) {
      String name = field.name();
      names.add(name);
      for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
        names.add(name.substring(0, dot));
      }
    }
    Types.all().forEach(type -> names.add(type.name()));
    return names;
  }

  private static void table(List<Field> fields, PrintWriter out) {
    int nameWidth = fields.stream().mapToInt(field -> field.name().length()).max().orElse(0);
    int typeWidth = fields.stream().mapToInt(field -> field.type().name().length()).max().orElse(0);
    String format = "%-" + nameWidth + "s  %-" + typeWidth + "s  %6s  %-" + REGEX_WIDTH + "s  %s";
    out.println(format.formatted("field", "type", "length", "regex", "what it says"));
    for (Field field : fields) {
      out.println(
          format
              .formatted(
                  field.name(),
                  field.type().name(),
                  field.maxLength() == 0 ? "" : field.maxLength(),
                  shortened(field.regex().or(field::regexIgnoringCase).orElse("")),
                  field.description())
              .stripTrailing());
    }
  }

  private static String shortened(String regex) {
    return regex.length() <= REGEX_WIDTH ? regex : regex.substring(0, REGEX_WIDTH - 1) + "…";
  }

  private static void describe(Field field, Harmonization harmonization, PrintWriter out) {
    out.println(field.name());
    if (!field.description().isEmpty()) {
      out.println("  " + field.description());
    }
    out.println();
    line("type", field.type().name() + ". " + field.type().description(), out);
    if (field.maxLength() > 0) {
      line("length", "at most " + field.maxLength() + " characters", out);
    }
    field.regex().ifPresent(regex -> line("regex", regex, out));
    field.regexIgnoringCase().ifPresent(regex -> line("iregex", regex, out));
    line("reports", harmonization.reportFields().contains(field) ? "have it, too" : "–", out);
    details(field.type(), out);
  }

  private static void describe(FieldType type, Harmonization harmonization, PrintWriter out) {
    out.println(type.name());
    out.println("  " + type.description());
    out.println();
    line(
        "fields",
        harmonization.fields().stream()
            .filter(field -> field.type().equals(type))
            .map(Field::name)
            .collect(joining(", ")),
        out);
    details(type, out);
  }

  private static void details(FieldType type, PrintWriter out) {
    if (!type.values().isEmpty()) {
      line("values", String.join(", ", type.values()), out);
    }
    List<TypeExample> examples = TypeExample.of(type);
    if (!examples.isEmpty()) {
      out.println();
      out.println(
          "  Examples" + (type.equals(Types.DATE_TIME) ? ", computed on " + DAY + ":" : ":"));
      examples.forEach(example ->
          out.println(
              "    "
                  + example.givenJson()
                  + (example.accepted() ? "  becomes  " + example.becomesJson() : "  is refused")));
    }
  }

  private static void line(String title, String text, PrintWriter out) {
    out.println("  %-8s %s".formatted(title, text));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
