package intelmq.bot.config;

import intelmq.bot.Param;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import org.jspecify.annotations.Nullable;

/** What every collector says of its feed; it goes into every report and event. */
public record FeedInfo(
    @Param("Name of the feed, as `feed.name`.") @Nullable String name,
    @Param("Who provides it, as `feed.provider`.") @Nullable String provider,
    @Param("A short code for it, as `feed.code`.") @Nullable String code,
    @Param("Where it is described, as `feed.documentation`.") @Nullable String documentation,
    @Param(
            value = "How far it is to be trusted, in percent, as `feed.accuracy`.",
            byDefault = "100",
            min = 0,
            max = 100)
        double accuracy) {
  /** A report of the feed, with the fields of a deployment. */
  public Report report(Harmonization harmonization) {
    var report = new Report(harmonization);
    report.add(Fields.FEED_NAME, name);
    report.add(Fields.FEED_CODE, code);
    report.add(Fields.FEED_DOCUMENTATION, documentation);
    report.add(Fields.FEED_PROVIDER, provider);
    report.add(Fields.FEED_ACCURACY, accuracy);
    return report;
  }
}
