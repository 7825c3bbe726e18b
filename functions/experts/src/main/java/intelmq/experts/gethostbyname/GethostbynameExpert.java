package intelmq.experts.gethostbyname;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.BatchExpert;
import intelmq.bot.Bot;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Reject;
import intelmq.bot.Verdict.Retry;
import intelmq.bot.port.Answers;
import intelmq.bot.port.Answers.Answer;
import intelmq.bot.port.Dns;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.UrlParts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code source.ip} and {@code destination.ip} with the IPv4 address of {@code fqdn}, or of
 * the URL's host. A name that does not exist, or has no address, leaves them out; one whose servers
 * do not answer is asked again later.
 */
@Bot(name = "gethostbyname", upstream = "intelmq.bots.experts.gethostbyname.expert")
public final class GethostbynameExpert implements BatchExpert {
  /** As long as a function may take it for granted, besides what servers remember. */
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  /** Numbers of errors, as getaddrinfo has them (netdb.h). */
  private static final String TRY_AGAIN = "-3";

  private static final String NO_ADDRESS_OF_FAMILY = "-9";
  private static final String BROKEN = "broken";

  private final Config config;
  private final Dns dns;
  private final Answers answers;
  private final List<Side> sides;
  private final Set<String> ignored = new HashSet<>();

  /** The parameters. */
  public record Config(
      @Param(
              value = "Whether the host of the URL is asked for if there is no `fqdn`.",
              byDefault = "true")
          boolean fallbackToUrl,
      @Param(
              value =
                  "Errors (numbers of getaddrinfo) at which an event goes on as it is, besides -2,"
                      + " -4, -5, -8 and -11: -3 for a name whose servers do not answer, -9 for"
                      + " IPv6 addresses in URLs.",
              byDefault = "[]")
          List<String> gaierrorsToIgnore,
      @Param(value = "Whether an address that is there is replaced.", byDefault = "false")
          boolean overwrite) {}

  /** The expert with its parameters. */
  public GethostbynameExpert(Config config, Dns dns, Answers answers, Harmonization harmonization) {
    this.config = config;
    this.dns = dns;
    this.answers = answers;
    this.sides =
        Stream.of("source", "destination").map(name -> Side.of(name, harmonization)).toList();
    for (String number : config.gaierrorsToIgnore()) {
      String digits = number.replace("(", "").replace(")", "").strip();
      if (!digits.isEmpty() && !digits.matches("-?[0-9]{1,3}")) {
        throw new IllegalArgumentException(
            "gaierrors_to_ignore must be numbers, not '" + number + "'");
      }
      ignored.add(digits);
    }
  }

  @Override
  public List<Verdict> process(Batch batch) throws IOException, InterruptedException {
    var hosts = new LinkedHashSet<String>();
    for (Item item : batch.items()) {
      for (Side side : sides) {
        String host = host(item.event(), side);
        if (host != null && host.indexOf(':') < 0) {
          hosts.add(host);
        }
      }
    }
    Map<String, List<String>> found =
        hosts.isEmpty() ? Map.of() : answers.ask(null, "A", hosts, this::ask);
    return batch.items().stream().map(item -> verdict(item.event(), found)).toList();
  }

  private Answer ask(String host) throws IOException {
    Dns.Answer answer = dns.query(host, Dns.Type.A);
    return answer.status() == Dns.Status.BROKEN
        ? new Answer(List.of(BROKEN), Duration.ZERO)
        : new Answer(answer.values(), LIFETIME);
  }

  private Verdict verdict(Event event, Map<String, List<String>> found) {
    var addresses = new ArrayList<Runnable>();
    for (Side side : sides) {
      String host = host(event, side);
      if (host == null) {
        continue;
      }
      if (host.indexOf(':') >= 0) {
        if (!ignored.contains(NO_ADDRESS_OF_FAMILY)) {
          return new Reject("no-ipv4", side.url() + ": its host is an IPv6 address (error -9)");
        }
        continue;
      }
      List<String> values = found.getOrDefault(host, List.of());
      if (values.contains(BROKEN)) {
        if (!ignored.contains(TRY_AGAIN)) {
          return new Retry("the servers of " + side.fqdn() + " do not answer (error -3)");
        }
      } else if (!values.isEmpty() && event.isValid(side.ip(), values.getFirst())) {
        addresses.add(() -> event.put(side.ip(), values.getFirst()));
      }
    }
    addresses.forEach(Runnable::run);
    return Verdict.FORWARD;
  }

  /** The name to ask for, or null. */
  private @Nullable String host(Event event, Side side) {
    if (event.has(side.ip()) && !config.overwrite()) {
      return null;
    }
    String fqdn = event.text(side.fqdn());
    if (fqdn != null) {
      return fqdn;
    }
    String url = config.fallbackToUrl() ? event.text(side.url()) : null;
    return url == null ? null : UrlParts.parse(url).map(UrlParts::host).orElse(null);
  }

  /** The fields of a side. */
  private record Side(Field fqdn, Field url, Field ip) {
    static Side of(String name, Harmonization harmonization) {
      return new Side(
          harmonization.field(name + ".fqdn"),
          harmonization.field(name + ".url"),
          harmonization.field(name + ".ip"));
    }
  }
}
