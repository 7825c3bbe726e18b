package intelmq.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;

/** All bots there are, and what was generated about them. */
final class Bots {
  private Bots() {}

  /** The bots of all catalogues, by kind and name. */
  static List<BotSpec> all() {
    List<BotSpec> bots =
        ServiceLoader.load(Catalog.class).stream()
            .flatMap(catalog -> catalog.get().bots().stream())
            .sorted(Comparator.comparing(BotSpec::kind).thenComparing(BotSpec::name))
            .toList();
    assertThat(bots)
        .as("bots of all catalogues")
        .extracting(BotSpec::kind)
        .contains(BotSpec.Kind.values());
    return bots;
  }

  /** A generated file about a bot, for instance of the folder {@code docs}. */
  static String generated(BotSpec bot, String folder, String extension) {
    String path =
        "/META-INF/intelmq/" + folder + "/" + bot.kind().label() + "/" + bot.name() + extension;
    try (InputStream in = Objects.requireNonNull(Bots.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
