package intelmq.runtime.http;

import intelmq.bot.FeedException;
import intelmq.bot.bounds.ByteBudget;
import intelmq.bot.port.Http;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.jspecify.annotations.Nullable;

/** A server's answer; its body is bounded, its content encoding is undone while it is read. */
final class Answer implements Http.Response {
  private final ClassicHttpResponse response;
  private final Failures failures;
  private final long maxBytes;
  private final Runnable end;
  private @Nullable InputStream body;

  /**
   * An answer.
   *
   * @param end ends the connection, without reading what is left
   */
  Answer(ClassicHttpResponse response, Failures failures, long maxBytes, Runnable end) {
    this.response = response;
    this.failures = failures;
    this.maxBytes = maxBytes;
    this.end = end;
  }

  @Override
  public int status() {
    return response.getCode();
  }

  @Override
  public List<String> headers(String name) {
    return Arrays.stream(response.getHeaders(name))
        .map(NameValuePair::getValue)
        .map(value -> value == null ? "" : value)
        .toList();
  }

  @Override
  public InputStream body() throws IOException {
    if (body == null) {
      body = open();
    }
    return body;
  }

  @Override
  public void close() {
    end.run();
  }

  private InputStream open() throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return InputStream.nullInputStream();
    }
    String what = "the answer of " + failures.where();
    long length = entity.getContentLength();
    if (length > maxBytes) {
      throw new FeedException(
          what + " has " + length + " bytes, more than " + maxBytes + " (max_bytes)");
    }
    String encoding = String.join(", ", headers("Content-Encoding")).toLowerCase(Locale.ROOT);
    try {
      var wire = new ByteBudget(what, "max_bytes", maxBytes);
      InputStream sent = wire.meter(entity.getContent());
      return switch (encoding.strip()) {
        case "", "identity" -> new Body(sent);
        case "gzip", "x-gzip" ->
            new Body(new ByteBudget(what, "max_bytes", maxBytes, wire::spent).meter(inflate(sent)));
        default ->
            throw new FeedException(
                what + " has content encoding '" + encoding + "', which was not asked for");
      };
    } catch (IOException e) {
      throw failures.explain(e);
    }
  }

  /** An empty body is empty with any encoding. */
  private static InputStream inflate(InputStream in) throws IOException {
    var peeking = new PushbackInputStream(in, 1);
    int first = peeking.read();
    if (first < 0) {
      return InputStream.nullInputStream();
    }
    peeking.unread(first);
    return new GZIPInputStream(peeking, 8192);
  }

  private final class Body extends FilterInputStream {
    Body(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        throw failures.explain(e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException e) {
        throw failures.explain(e);
      }
    }

    @Override
    public void close() {
      end.run();
    }
  }
}
