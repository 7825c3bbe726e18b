package intelmq.runtime.http;

import intelmq.bot.FeedException;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.Secret;
import intelmq.bot.port.Http;
import intelmq.bot.port.Uris;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks web servers with Apache HttpClient. The environment's {@code HTTP_PROXY}, {@code
 * HTTPS_PROXY}, {@code NO_PROXY} and {@code SSL_CERT_FILE} (a PEM bundle of further authorities)
 * mean what they mean everywhere.
 */
public final class HttpPort implements Http {
  private static final int MAX_REDIRECTS = 10;

  /** Less than a function's longest run, so that there is time left to say what happened. */
  private static final Duration MAX_TIME = Duration.ofMinutes(14);

  private static final Http1Config HEADERS =
      Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build();

  private final Proxies proxies;
  private final Trust trust;
  private final Signer signer;
  private final Duration maxTime;
  private final DnsResolver names;

  /** A port that cannot sign for AWS. */
  public HttpPort(Map<String, String> environment) {
    this(environment, Signer.NONE);
  }

  /** A port. */
  public HttpPort(Map<String, String> environment, Signer signer) {
    this(environment, signer, MAX_TIME);
  }

  HttpPort(Map<String, String> environment, Signer signer, Duration maxTime) {
    this(environment, signer, maxTime, SystemDefaultDnsResolver.INSTANCE);
  }

  HttpPort(Map<String, String> environment, Signer signer, Duration maxTime, DnsResolver names) {
    this.names = names;
    this.proxies = new Proxies(environment);
    this.trust = new Trust(environment.get("SSL_CERT_FILE"));
    this.signer = signer;
    this.maxTime = maxTime;
  }

  @Override
  public Response send(Request request, HttpSettings settings) throws IOException {
    var guard = new AddressGuard(settings.allowedNetworks());
    // closed with the answer
    var watchdog = new Watchdog(maxTime);
    boolean answered = false;
    try {
      Hop hop = Hop.first(request);
      for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        Answer answer = ask(hop, settings, guard, watchdog);
        String location = answer.header("Location").orElse("");
        if (!Hop.isRedirect(answer.status()) || location.isEmpty()) {
          answered = true;
          return answer;
        }
        watchdog.end();
        hop = hop.redirected(answer.status(), location);
      }
      throw new FeedException(
          Uris.shown(request.uri()) + " leads to more than " + MAX_REDIRECTS + " redirects");
    } finally {
      if (!answered) {
        watchdog.close();
      }
    }
  }

  private Answer ask(Hop hop, HttpSettings settings, AddressGuard guard, Watchdog watchdog)
      throws IOException {
    var failures = new Failures(hop.where(), settings, watchdog);
    for (int tries = 1; ; tries++) {
      try {
        ClassicHttpResponse response = exchange(hop, settings, guard, watchdog);
        return new Answer(response, failures, settings.maxBytes(), watchdog::close);
      } catch (IOException e) {
        watchdog.end();
        if (!Failures.isConnection(e)
            || tries >= settings.httpTimeoutMaxTries()
            || watchdog.expired()) {
          throw failures.explain(e);
        }
      }
    }
  }

  private ClassicHttpResponse exchange(
      Hop hop, HttpSettings settings, AddressGuard guard, Watchdog watchdog) throws IOException {
    Proxies.Proxy proxy = proxies.of(hop.scheme(), hop.host(), hop.port(), settings);
    DnsResolver resolver = names;
    if (proxy == null) {
      resolver = new CheckedAddresses(guard.resolve(hop.host(), names));
    } else {
      guard.checkLiteral(hop.host());
    }
    CloseableHttpClient client = client(settings, hop.home(), proxy, resolver);
    URI uri = URI.create(Uris.withoutUser(hop.request().uri()));
    var message = new HttpUriRequestBase(hop.request().method(), uri);
    watchdog.watch(() -> {
      message.cancel();
      client.close(CloseMode.IMMEDIATE);
    });
    hop.headers(settings, signer).forEach(message::setHeader);
    ByteBuffer body = hop.request().body();
    if (body != null) {
      byte[] bytes = new byte[body.remaining()];
      body.duplicate().get(bytes);
      message.setEntity(new ByteArrayEntity(bytes, null));
    }
    return client.executeOpen(new HttpHost(hop.scheme(), hop.host(), hop.port()), message, null);
  }

  /** A client for one request; it follows, retries, decodes and remembers nothing by itself. */
  private CloseableHttpClient client(
      HttpSettings settings, boolean home, Proxies.@Nullable Proxy proxy, DnsResolver resolver)
      throws IOException {
    // like all credentials it is shown to the host that the bot asks alone
    Secret certificate = home ? settings.sslClientCert() : null;
    Timeout timeout = Timeout.ofSeconds(settings.httpTimeoutSec());
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setTlsSocketStrategy(
                trust.strategy(
                    settings.httpVerifyCert(), certificate == null ? "" : certificate.reveal()))
            .setDnsResolver(resolver)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout)
                    .setSocketTimeout(timeout)
                    .build())
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(HEADERS).build())
            .build();
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout).build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement();
    if (proxy != null) {
      builder.setProxy(proxy.host());
      if (proxy.credentials() != null) {
        var provider = new BasicCredentialsProvider();
        provider.setCredentials(new AuthScope(proxy.host()), proxy.credentials());
        builder.setDefaultCredentialsProvider(provider);
      }
    }
    return builder.build();
  }

  /**
   * The addresses that were checked are the ones that are asked, whatever a second look-up says.
   */
  private record CheckedAddresses(List<InetAddress> addresses) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
