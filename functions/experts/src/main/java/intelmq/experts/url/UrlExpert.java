package intelmq.experts.url;

import static intelmq.harmonization.Fields.PROTOCOL_APPLICATION;
import static intelmq.harmonization.Fields.PROTOCOL_TRANSPORT;
import static java.util.stream.Collectors.toSet;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Reject;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Types;
import intelmq.harmonization.UrlParts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills host name or address, port, path, account and protocol from the URLs of an event.
 *
 * <p>{@code source.url} goes first, so the protocol is that of the source where there are two.
 */
@Bot(name = "url", upstream = "intelmq.bots.experts.url.expert")
public final class UrlExpert implements Expert {
  private static final List<Side> SIDES = List.of(Side.of("source"), Side.of("destination"));

  private static final Map<String, Scheme> SCHEMES =
      Map.of("http", new Scheme("http", "tcp", 80), "https", new Scheme("http", null, 443));

  private final boolean overwrite;
  private final Set<Field> skipped;

  /** The parameters. */
  public record Config(
      @Param(value = "Whether values that are there are replaced.", byDefault = "false")
          boolean overwrite,
      @Param(value = "Fields that are left alone.", byDefault = "[]") List<String> skipFields) {}

  /** The expert with its parameters. */
  public UrlExpert(Config config, Harmonization harmonization) {
    overwrite = config.overwrite();
    skipped = config.skipFields().stream().map(harmonization::field).collect(toSet());
  }

  @Override
  public Verdict process(Event event) {
    boolean protocolSet = false;
    for (Side side : SIDES) {
      String url = event.text(side.url());
      if (url == null) {
        continue;
      }
      Optional<UrlParts> parts = UrlParts.parse(url);
      if (parts.isEmpty()) {
        return new Reject("invalid-url", side.url() + " has no host, or a port that is none");
      }
      fill(event, side, parts.get());
      if (!protocolSet) {
        fillProtocol(event, parts.get().scheme());
        protocolSet = true;
      }
    }
    return Verdict.FORWARD;
  }

  private void fill(Event event, Side side, UrlParts url) {
    boolean address = Types.IP_ADDRESS.isValid(url.host());
    set(event, address ? side.ip() : side.fqdn(), url.host());
    Scheme scheme = SCHEMES.get(url.scheme());
    if (url.port() >= 0) {
      set(event, side.port(), (long) url.port());
    } else if (scheme != null) {
      set(event, side.port(), scheme.port());
    }
    set(event, side.path(), url.path());
    set(event, side.account(), url.account());
  }

  private void fillProtocol(Event event, String name) {
    Scheme scheme = SCHEMES.get(name);
    set(event, PROTOCOL_APPLICATION, scheme == null ? name : scheme.application());
    set(event, PROTOCOL_TRANSPORT, scheme == null ? null : scheme.transport());
  }

  private void set(Event event, Field field, @Nullable Object value) {
    if (value == null || value.equals("") || skipped.contains(field)) {
      return;
    }
    if (overwrite) {
      event.put(field, value);
    } else {
      event.addIfValid(field, value);
    }
  }

  /** What a scheme says of the protocol; the transport is left open where upstream does. */
  private record Scheme(String application, @Nullable String transport, long port) {}

  /** The fields of one side. */
  private record Side(Field url, Field ip, Field fqdn, Field port, Field path, Field account) {
    static Side of(String name) {
      return new Side(
          Field.of(name + ".url"),
          Field.of(name + ".ip"),
          Field.of(name + ".fqdn"),
          Field.of(name + ".port"),
          Field.of(name + ".urlpath"),
          Field.of(name + ".account"));
    }
  }
}
