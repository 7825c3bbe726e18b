package intelmq.experts.cymruwhois;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.BatchExpert;
import intelmq.bot.Bot;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.port.Answers;
import intelmq.bot.port.Answers.Answer;
import intelmq.bot.port.Dns;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.IpAddresses;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills AS number and name, network, country, registry and date of allocation of an address by Team
 * Cymru's service, which answers over the domain name system.
 *
 * @see <a href="https://www.team-cymru.com/ip-asn-mapping">Team Cymru's description</a>
 */
@Bot(
    name = "cymru_whois",
    upstream = "intelmq.bots.experts.cymru_whois.expert",
    ignored = {"redis_cache_host", "redis_cache_port", "redis_cache_db", "redis_cache_password"})
public final class CymruWhoisExpert implements BatchExpert {
  private static final String ZONE = "asn.cymru.com.";

  private final Config config;
  private final Dns dns;
  private final Answers answers;
  private final Harmonization harmonization;
  private final Map<String, Field> addresses = new LinkedHashMap<>();

  /** The parameters. */
  public record Config(
      @Param("The table that remembers answers; without it each function remembers its own.")
          @Nullable String table,
      @Param(
              value =
                  "Seconds for which an answer is remembered, that there is none too; 0 for ever.",
              byDefault = "86400",
              min = 0)
          long redisCacheTtl,
      @Param(value = "Whether values that are there are replaced.", byDefault = "false")
          boolean overwrite) {}

  /** The expert with its parameters. */
  public CymruWhoisExpert(Config config, Dns dns, Answers answers, Harmonization harmonization) {
    this.config = config;
    this.dns = dns;
    this.answers = answers;
    this.harmonization = harmonization;
    for (String side : List.of("source.", "destination.")) {
      addresses.put(side, harmonization.field(side + "ip"));
      Stream.of("asn", "network", "geolocation.cc", "registry", "allocated", "as_name")
          .forEach(name -> harmonization.field(side + name));
    }
  }

  @Override
  public List<Verdict> process(Batch batch) throws IOException, InterruptedException {
    var names = new LinkedHashSet<String>();
    for (Item item : batch.items()) {
      for (Field address : addresses.values()) {
        String name = name(item.event().text(address));
        if (name != null) {
          names.add(name);
        }
      }
    }
    var origins = new LinkedHashMap<String, Origin>();
    ask("origin", names)
        .forEach((name, texts) -> {
          Origin origin = Origin.ofMostSpecific(texts);
          if (origin != null) {
            origins.put(name, origin);
          }
        });
    var systems = new LinkedHashSet<String>();
    origins.values().stream().filter(Origin::hasAsn).forEach(o -> systems.add(system(o)));
    Map<String, List<String>> found = ask("asn", systems);
    for (Item item : batch.items()) {
      addresses.forEach((side, address) -> {
        Origin origin = origins.get(String.valueOf(name(item.event().text(address))));
        if (origin != null) {
          String asName = Origin.asName(found.getOrDefault(system(origin), List.of()));
          origin.values(asName).forEach((field, value) -> fill(item.event(), side + field, value));
        }
      });
    }
    return Collections.nCopies(batch.items().size(), Verdict.FORWARD);
  }

  private Map<String, List<String>> ask(String service, Set<String> names)
      throws IOException, InterruptedException {
    return names.isEmpty()
        ? Map.of()
        : answers.ask(config.table(), "cymru " + service, names, this::ask);
  }

  private Answer ask(String name) throws IOException {
    Dns.Answer answer = dns.query(name, Dns.Type.TXT);
    if (answer.status() == Dns.Status.BROKEN) {
      throw new IOException("Team Cymru's service does not answer");
    }
    return new Answer(answer.values(), Answer.seconds(config.redisCacheTtl()));
  }

  private void fill(Event event, String name, String value) {
    Field field = harmonization.field(name);
    // what the service knows beyond the fields' vocabulary (the registry "other") is left out
    if (event.isValid(field, value)) {
      if (config.overwrite()) {
        event.put(field, value);
      } else {
        event.addIfAbsent(field, value);
      }
    }
  }

  /** Where the origin of an address is asked for, or null. */
  private static @Nullable String name(@Nullable String address) {
    String reversed = address == null ? null : IpAddresses.reverseName(address);
    return reversed == null
        ? null
        : reversed
            .replace("in-addr.arpa.", "origin." + ZONE)
            .replace("ip6.arpa.", "origin6." + ZONE);
  }

  private static String system(Origin origin) {
    return "AS" + origin.asn() + "." + ZONE;
  }
}
