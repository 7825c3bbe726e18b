package intelmq.localstack.server;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A mail as its recipient reads it.
 *
 * @param from the addresses it says it is from
 * @param recipients everyone its headers name: To, Cc and Bcc
 * @param subject decoded
 * @param text its first plain text that is no attachment
 * @param attachments in order
 */
public record Mail(
    List<String> from,
    List<String> recipients,
    String subject,
    String text,
    List<Attachment> attachments) {
  private static final Session SESSION = Session.getInstance(new Properties());

  /**
   * A file that came with a mail.
   *
   * @param type its media type, without parameters
   * @param description what the header Content-Description says, or empty
   */
  public record Attachment(String name, String type, String description, SdkBytes content) {}

  /**
   * Reads a mail.
   *
   * @throws MessagingException when it is none
   */
  static Mail read(byte[] message) throws MessagingException, IOException {
    var mime = new MimeMessage(SESSION, new ByteArrayInputStream(message));
    var texts = new ArrayList<String>();
    var attachments = new ArrayList<Attachment>();
    collect(mime, texts, attachments);
    return new Mail(
        addresses(mime.getFrom()),
        addresses(mime.getAllRecipients()),
        Objects.requireNonNullElse(mime.getSubject(), ""),
        texts.isEmpty() ? "" : texts.getFirst(),
        List.copyOf(attachments));
  }

  private static void collect(Part part, List<String> texts, List<Attachment> attachments)
      throws MessagingException, IOException {
    String name = part.getFileName();
    if (name != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      attachments.add(attachment(part, Objects.requireNonNullElse(name, "")));
    } else if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        collect(inner, texts, attachments);
      }
    } else if (part.isMimeType("text/plain") && part.getContent() instanceof String text) {
      texts.add(text);
    }
  }

  private static Attachment attachment(Part part, String name)
      throws MessagingException, IOException {
    try (InputStream content = part.getInputStream()) {
      return new Attachment(
          name,
          part.getContentType().replaceFirst(";(?s).*", ""),
          Objects.requireNonNullElse(part.getDescription(), ""),
          SdkBytes.fromInputStream(content));
    }
  }

  private static List<String> addresses(Address @Nullable [] addresses) {
    return addresses == null ? List.of() : Stream.of(addresses).map(Address::toString).toList();
  }
}
