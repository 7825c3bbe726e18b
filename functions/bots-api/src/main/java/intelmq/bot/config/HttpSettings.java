package intelmq.bot.config;

import intelmq.bot.Param;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How web servers are asked: the parameters that all bots with HTTP share. */
public record HttpSettings(
    @Param(value = "Headers of every request.", byDefault = "{}") Map<String, String> httpHeader,
    @Param(value = "The header `User-Agent`.", byDefault = "IntelMQ Serverless")
        String httpUserAgent,
    @Param(value = "Whether the server's certificate is checked.", byDefault = "true")
        boolean httpVerifyCert,
    @Param("Proxy for http, as a URL; without it the environment's HTTP_PROXY.")
        @Nullable String httpProxy,
    @Param("Proxy for https, as a URL; without it the environment's HTTPS_PROXY.")
        @Nullable String httpsProxy,
    @Param(
            value = "Seconds until a server must have answered.",
            byDefault = "30",
            min = 1,
            max = 890)
        int httpTimeoutSec,
    @Param(
            value = "How often a request is sent until there is a connection.",
            byDefault = "3",
            min = 1,
            max = 10)
        int httpTimeoutMaxTries,
    @Param("User for basic authentication.") @Nullable String httpUsername,
    @Param("Password for basic authentication.") @Nullable Secret httpPassword,
    @Param(
            "A certificate that says who is asking, and its private key (PKCS#8, not encrypted), as"
                + " PEM; a reference, as for any secret.")
        @Nullable Secret sslClientCert,
    @Param(value = "Most bytes of an answer.", byDefault = "5368709120", min = 1) long maxBytes,
    @Param(
            value = "Networks that are not public but may be asked, for instance `10.1.2.0/24`.",
            byDefault = "[]")
        List<String> allowedNetworks) {
  /** The same, with another client certificate; itself for null. */
  public HttpSettings withClientCertificate(@Nullable Secret pem) {
    return pem == null
        ? this
        : new HttpSettings(
            httpHeader,
            httpUserAgent,
            httpVerifyCert,
            httpProxy,
            httpsProxy,
            httpTimeoutSec,
            httpTimeoutMaxTries,
            httpUsername,
            httpPassword,
            pem,
            maxBytes,
            allowedNetworks);
  }
}
