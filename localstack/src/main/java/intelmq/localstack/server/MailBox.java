package intelmq.localstack.server;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** SES: takes raw mail, and keeps each as a file that mail programs open. */
public final class MailBox {
  private static final int MAX_RECIPIENTS = 50;

  private final Path directory;
  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  MailBox(Path directory) {
    this.directory = directory;
  }

  /**
   * A mail taken for delivery.
   *
   * @param id what the sender was told
   * @param sender the envelope's sender
   * @param recipients the envelope's recipients
   * @param file where it lies, an {@code .eml} file
   * @param mail its content
   */
  public record Sent(String id, String sender, List<String> recipients, Path file, Mail mail) {}

  /** What has been sent so far, oldest first. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** Forgets what has been sent so far; the files stay until others take their names. */
  public void forget() {
    sent.clear();
  }

  Map<String, Operation> operations() {
    return Map.of("POST /v2/email/outbound-emails", this::sendEmail);
  }

  private ObjectNode sendEmail(JsonNode request) throws ServiceException {
    JsonNode data = request.path("Content").path("Raw").path("Data");
    if (data.isMissingNode()) {
      throw new ServiceException(
          "BadRequestException", "The local cloud takes raw mail only (Content.Raw)");
    }
    byte[] message = decode(data.asString());
    Mail mail = read(message);
    List<String> recipients = recipients(request.path("Destination"), mail);
    String sender =
        request
            .path("FromEmailAddress")
            .asString(mail.from().isEmpty() ? "" : mail.from().getFirst());
    if (sender.isEmpty()) {
      throw new ServiceException("BadRequestException", "Missing required header 'From'.");
    }
    return Json.object().put("MessageId", store(message, sender, recipients, mail));
  }

  private synchronized String store(
      byte[] message, String sender, List<String> recipients, Mail mail) {
    String id = UUID.randomUUID().toString();
    String name =
        String.format(
            Locale.ROOT,
            "%04d-%s.eml",
            sent.size() + 1,
            recipients.getFirst().replaceAll("[^\\w.@+-]", "_"));
    try {
      Path file = Files.write(Files.createDirectories(directory).resolve(name), message);
      sent.add(new Sent(id, sender, recipients, file, mail));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return id;
  }

  private static byte[] decode(String data) throws ServiceException {
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException _) {
      throw new ServiceException("BadRequestException", "Content.Raw.Data is not base64");
    }
  }

  private static Mail read(byte[] message) throws ServiceException {
    try {
      return Mail.read(message);
    } catch (MessagingException | IOException e) {
      throw new ServiceException(
          "BadRequestException", "The mail cannot be read: " + e.getMessage());
    }
  }

  private static List<String> recipients(JsonNode destination, Mail mail) throws ServiceException {
    var named = new ArrayList<String>();
    Stream.of("ToAddresses", "CcAddresses", "BccAddresses")
        .flatMap(kind -> destination.path(kind).valueStream())
        .forEach(address -> named.add(address.asString()));
    List<String> recipients = named.isEmpty() ? mail.recipients() : List.copyOf(named);
    if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
      throw new ServiceException(
          "BadRequestException",
          "A mail has 1 to " + MAX_RECIPIENTS + " recipients, not " + recipients.size());
    }
    return recipients;
  }
}
