package intelmq.ctl;

import intelmq.harmonization.Json;
import intelmq.runtime.aws.AwsClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what was set aside to a file, to be mended. */
@Command(
    name = "edit",
    description = {
      "Writes what a stage set aside to a file, an entry a line; mend raw or event in it, and send"
          + " it with dump recover --from.",
      "With --editor, opens it there and checks what was made of it."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class DumpEditCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "STAGE", description = "The stage, as dump list names it.")
  private String stage = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, which must not be there yet.")
  private Path file = Path.of("");

  @Option(
      names = "--editor",
      paramLabel = "COMMAND",
      arity = "0..1",
      fallbackValue = "",
      description = "Open it in this editor; without a command in that of $VISUAL or $EDITOR.")
  private @Nullable String editor;

  @Mixin private DumpFilter filter = new DumpFilter();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (Files.exists(file)) {
      throw wrong("--out " + file + ": it is there already");
    }
    String command = editor == null ? "" : editor.isEmpty() ? Screen.editor() : editor;
    if (editor != null && command.isEmpty()) {
      throw wrong("--editor: neither VISUAL nor EDITOR is set; name one");
    }
    var lines = new ArrayList<String>();
    try (Installation installation = target.open();
        var clients = new AwsClients(installation.environment())) {
      DumpCommand.store(installation)
          .visit(stage, filter, (key, entries) -> entries.forEach(entry -> lines.add(line(entry))));
      if (lines.isEmpty()) {
        throw Failure.problem("nothing of this is in quarantine of " + stage);
      }
      Files.write(file, lines);
      if (!command.isEmpty()) {
        edit(command);
        check(installation, clients);
      }
    }
    if (output.isJson()) {
      output.json(Map.of("file", file.toString(), "entries", lines.size()));
    } else {
      output.line(OutputOption.count(lines.size(), "line") + " in " + file + "; when mended:");
      output.line("  ./intelmqctl dump recover " + stage + " --from " + file);
    }
    return ExitCode.OK;
  }

  private static String line(QuarantineEntry entry) {
    var line = new LinkedHashMap<String, Object>();
    line.put("id", entry.id());
    line.put("code", entry.code());
    line.put("message", entry.message());
    for (String member : List.of("event", "raw")) {
      Object value = entry.content().get(member);
      if (value != null) {
        line.put(member, value);
      }
    }
    line.put(QuarantineEntry.OBJECT, entry.key());
    return Json.text(line);
  }

  private void edit(String command) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(command.strip().split("\\s+")));
    words.add(file.toString());
    int status = new ProcessBuilder(words).inheritIO().start().waitFor();
    if (status != 0) {
      throw Failure.problem("the editor ended with status " + status + "; " + file + " stays");
    }
  }

  private void check(Installation installation, AwsClients clients)
      throws IOException, InterruptedException {
    EditedEntries edited = EditedEntries.read(file);
    var recovery =
        new Recovery(
            installation, clients, installation.function(stage), stage, InstantSource.system());
    List<String> problems = new ArrayList<>();
    DumpCommand.store(installation)
        .visit(
            stage,
            filter,
            (key, entries) -> {
              for (QuarantineEntry entry : edited.apply(entries)) {
                recovery.problem(entry, true).ifPresent(problems::add);
              }
            });
    problems.forEach(output::note);
    if (!problems.isEmpty()) {
      throw Failure.problem(
          OutputOption.count(problems.size(), "item") + " of " + file + " would be refused");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
