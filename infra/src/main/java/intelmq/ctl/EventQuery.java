package intelmq.ctl;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import intelmq.localstack.results.StoredEvent;
import intelmq.runtime.ReportId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which events are looked for; what is null does not matter.
 *
 * @param ip an address or a network that {@code source.ip} is in
 * @param asn {@code source.asn}
 * @param feed the feed's name in the template, or {@code feed.name} or {@code feed.code}
 * @param since the time that the report was collected for, or later
 * @param until that time, or earlier
 */
record EventQuery(
    @Nullable IPAddress ip,
    @Nullable Long asn,
    @Nullable String feed,
    @Nullable Instant since,
    @Nullable Instant until)
    implements Predicate<StoredEvent> {
  /** An address or a network as the user writes it. */
  static IPAddress address(String text) {
    try {
      IPAddress address = new IPAddressString(text.strip()).toAddress();
      if (address != null && !text.isBlank()) {
        return address.toPrefixBlock();
      }
    } catch (AddressStringException e) {
      throw new Failure(ExitCode.USAGE, "--ip " + text + ": neither an address nor a network", e);
    }
    throw new Failure(ExitCode.USAGE, "--ip " + text + ": neither an address nor a network");
  }

  /** The single address that is looked for, in its usual form. */
  @Nullable String address() {
    return ip == null || ip.isMultiple() ? null : ip.withoutPrefixLength().toCanonicalString();
  }

  /** Whether events of a report can be meant. */
  boolean mayHave(ReportId report) {
    Instant time = report.time().toInstant(ZoneOffset.UTC);
    return (since == null || !time.isBefore(since)) && (until == null || !time.isAfter(until));
  }

  /** Whether reports of a day can be meant. */
  boolean mayHave(LocalDate day) {
    Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return (since == null || end.isAfter(since)) && (until == null || !start.isAfter(until));
  }

  @Override
  public boolean test(StoredEvent event) {
    return (ip == null || isIn(ip, event.event().get("source.ip")))
        && (asn == null || asn.toString().equals(String.valueOf(event.event().get("source.asn"))))
        && isOfReports(event);
  }

  private static boolean isIn(IPAddress network, @Nullable Object value) {
    IPAddress address =
        value instanceof String text ? new IPAddressString(text).getAddress() : null;
    return address != null
        && address.getIPVersion() == network.getIPVersion()
        && network.contains(address);
  }

  private boolean isOfReports(StoredEvent event) {
    if (feed == null && since == null && until == null) {
      return true;
    }
    try {
      String id = event.id();
      ReportId report = ReportId.parse(id.substring(0, Math.max(0, id.lastIndexOf(':'))));
      return mayHave(report)
          && (feed == null
              || feed.equals(report.feed())
              || feed.equals(event.event().get("feed.name"))
              || feed.equals(event.event().get("feed.code")));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
