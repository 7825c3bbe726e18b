package intelmq.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Mails that recorded reports may have come from. The mails themselves are not recorded, so they
 * are made of what is: of their heads, of names and contents of attachments, of addresses in their
 * texts. Where nothing came of a mail, it has an attachment without a name.
 */
final class RecordedMails {
  private static final String BOUNDARY = "=_part";

  /** A name that the expressions of IntelMQ's own examples find, too. */
  private static final String ARCHIVE = "recorded.csv.zip";

  private RecordedMails() {}

  static boolean areIn(Recorded recorded) {
    return recorded.bot().startsWith("intelmq.bots.collectors.mail.");
  }

  /** Puts them into a mailbox. */
  static void deliver(Recorded recorded, ImapServer server) throws IOException {
    Map<String, List<Map<String, Object>>> mails = new LinkedHashMap<>();
    for (Object report : Recorded.asList(recorded.map("output").get("_default"))) {
      Map<String, Object> fields = Recorded.asMap(report);
      mails
          .computeIfAbsent(text(fields, "extra.email_message_id"), id -> new ArrayList<>())
          .add(fields);
    }
    for (List<Map<String, Object>> reports : mails.values()) {
      server.add(mail(reports, isUnpacked(recorded)), recorded.at());
    }
    if (mails.isEmpty()) {
      server.add(mail(List.of(), false), recorded.at());
    }
  }

  private static boolean isUnpacked(Recorded recorded) {
    Map<String, Object> parameters = recorded.map("parameters");
    return !parameters.getOrDefault("extract_files", true).equals(false)
        || !parameters.getOrDefault("attach_unzip", false).equals(false);
  }

  private static String mail(List<Map<String, Object>> reports, boolean zipped) throws IOException {
    var mail = new StringBuilder();
    Map<String, Object> head = reports.isEmpty() ? Map.of() : reports.getFirst();
    mail.append("Subject: ").append(text(head, "extra.email_subject"));
    mail.append("\nFrom: Sender <").append(text(head, "extra.email_from"));
    mail.append(">\nTo: reader@example.org");
    mail.append("\nMessage-ID: ").append(text(head, "extra.email_message_id"));
    mail.append("\nDate: ").append(text(head, "extra.email_date"));
    mail.append("\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"");
    mail.append(BOUNDARY).append("\"\n\n");
    mail.append("--").append(BOUNDARY).append("\nContent-Type: text/plain\n\nPlease look at");
    reports.forEach(report -> mail.append(' ').append(text(report, "feed.url")).append('\n'));
    if (zipped) {
      attach(mail, "; filename=\"" + ARCHIVE + "\"", zip(reports));
    } else {
      for (Map<String, Object> report : reports) {
        String name = text(report, "extra.file_name");
        attach(mail, "; filename=\"" + name + "\"", text(report, "raw"));
      }
    }
    if (reports.isEmpty()) {
      attach(mail, "", zip(reports));
    }
    return mail.append("\n--").append(BOUNDARY).append("--\n").toString();
  }

  private static void attach(StringBuilder mail, String parameter, String base64) {
    mail.append("\n--").append(BOUNDARY);
    mail.append("\nContent-Type: application/octet-stream\nContent-Disposition: attachment");
    mail.append(parameter).append("\nContent-Transfer-Encoding: base64\n\n");
    mail.append(base64.replaceAll(".{76}", "$0\n"));
  }

  private static String zip(List<Map<String, Object>> reports) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map<String, Object> report : reports) {
        zip.putNextEntry(new ZipEntry(text(report, "extra.file_name")));
        zip.write(Base64.getDecoder().decode(text(report, "raw")));
        zip.closeEntry();
      }
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String text(Map<String, Object> report, String field) {
    Object value = report.get(field);
    return value == null ? "" : value.toString();
  }
}
