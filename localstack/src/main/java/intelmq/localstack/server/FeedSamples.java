package intelmq.localstack.server;

import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The reports that stand in for the providers' servers, by URL; of two for one URL the later
 * counts.
 */
public final class FeedSamples {
  private final List<Sample> samples = new CopyOnWriteArrayList<>();

  FeedSamples() {}

  /**
   * Answers a URL with a file, read anew for each request.
   *
   * @param url parts like {@code {time[%Y-%m-%d]}} stand for any time
   */
  public void add(String url, Path file) {
    samples.addFirst(new Sample(FeedUrl.of(url), () -> FeedContent.of(file)));
  }

  /** Answers a URL with these bytes, last modified now. */
  public void add(String url, byte[] bytes) {
    var content = new FeedContent(SdkBytes.fromByteArray(bytes), Instant.now());
    samples.addFirst(new Sample(FeedUrl.of(url), () -> content));
  }

  /** 200 or 304 from a sample, 502 when there is none for the URL. */
  FeedAnswer answer(HttpHead request, String asked) throws IOException {
    String url = FeedUrl.normal(asked);
    Optional<Sample> found =
        samples.stream().filter(sample -> sample.url().matches(url)).findFirst();
    if (found.isEmpty()) {
      return FeedAnswer.text(
          502,
          "The local cloud has no sample for "
              + url
              + "; it has "
              + samples.stream().map(sample -> sample.url().text()).toList());
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return FeedAnswer.text(
          405, "The local cloud answers GET and HEAD, not " + request.method() + " of " + url);
    }
    FeedContent content = found.get().source().content();
    String path = url.replaceFirst("[?#].*", "");
    String type =
        Objects.requireNonNullElse(
            URLConnection.guessContentTypeFromName(path), "application/octet-stream");
    return new FeedAnswer(
        content.known(request) ? 304 : 200,
        List.of(
            "Content-Type: " + type,
            "ETag: " + content.etag(),
            "Last-Modified: " + content.lastModified()),
        content.bytes());
  }

  private record Sample(FeedUrl url, FeedContent.Source source) {}
}
