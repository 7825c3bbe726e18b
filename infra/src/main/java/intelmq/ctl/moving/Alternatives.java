package intelmq.ctl.moving;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be done instead of bots of IntelMQ that are not here. */
final class Alternatives {
  private static final String BOTS = "intelmq.bots.";
  private static final Map<String, String> ADVICE = new LinkedHashMap<>();

  static {
    ADVICE.put("experts.url2fqdn.expert", "the expert url fills the same fields");
    ADVICE.put("experts.wait.expert", "MaximumConcurrency of a block bounds what a server gets");
    ADVICE.put("experts.abusix.expert", "the expert contact_table has contacts of your own");
    ADVICE.put("experts.ripe.expert", "the expert contact_table has contacts of your own");
    ADVICE.put("outputs.blackhole.output", "a path without a queue leads nowhere");
    ADVICE.put("outputs.files.output", "the output file writes objects");
    ADVICE.put("outputs.smtp_batch.output", "the outputs smtp and ses gather with `interval`");
    ADVICE.put("outputs.templated_smtp.output", "the outputs smtp and ses send mail");
    ADVICE.put("collectors.http.collector_http_stream", "post what it has to a collector api");
    ADVICE.put("collectors.stomp.collector", "post what it has to a collector api");
    ADVICE.put("collectors.rsync.collector_rsync", "`aws s3 sync` into the drop bucket does it");
    ADVICE.put(
        "collectors.mail.collector_mail_body", "mail_url and mail_attach read the same mailboxes");
  }

  private Alternatives() {}

  /** The modules that advice is given for. */
  static Set<String> modules() {
    return Set.copyOf(ADVICE.keySet().stream().map(module -> BOTS + module).toList());
  }

  /** What to do instead of a module. */
  static Optional<String> of(String module) {
    return module.startsWith(BOTS)
        ? Optional.ofNullable(ADVICE.get(module.substring(BOTS.length())))
        : Optional.empty();
  }
}
