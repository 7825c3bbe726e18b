package intelmq.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import intelmq.bot.Collection;
import intelmq.bot.Collection.Dropped;
import intelmq.bot.Collector;
import intelmq.bot.FeedException;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.runtime.Push;
import intelmq.runtime.ReportId;
import intelmq.runtime.Yaml;
import intelmq.runtime.http.HttpPort;
import intelmq.testkit.Exchanges.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Golden cases of collectors: runs against a web server on this machine, or one for each dropped
 * file, and what each stored and left as state. The mails of the folder {@code mailbox} are in a
 * mailbox on this machine, which stands for any.
 */
final class GoldenCollector {
  /** When mails came. */
  private static final Instant RECEIVED = Instant.parse("2026-11-23T12:30:00Z");

  private GoldenCollector() {}

  static void run(GoldenCase golden) throws IOException, InterruptedException {
    Exchanges exchanges = Exchanges.read(golden.folder());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", request -> answer(request, exchanges));
    server.start();
    List<Path> delivered = golden.files("mailbox");
    ImapServer mails = delivered.isEmpty() ? null : new ImapServer();
    try {
      String address =
          "http://"
              + InetAddress.getLoopbackAddress().getHostAddress()
              + ":"
              + server.getAddress().getPort();
      var ports = FakePorts.with(new HttpPort(Map.of()), golden.harmonization());
      if (mails != null) {
        for (Path mail : delivered) {
          mails.add(
              Files.readString(mail, StandardCharsets.ISO_8859_1).replace("${server}", address),
              RECEIVED);
        }
        ports = ports.withMailboxes(mails.mailboxes());
      }
      var collector = (Collector) golden.bot(ports, text -> text.replace("${server}", address));
      var runs = new ArrayList<Object>();
      Map<String, String> state = new TreeMap<>();
      Set<String> origins = new HashSet<>();
      List<Push> posts = posts(golden);
      List<@Nullable Path> drops = drops(golden, Math.max(posts.size(), exchanges.runs()));
      for (int i = 0; i < drops.size(); i++) {
        var run = new Run(state, drops.get(i), posts.isEmpty() ? null : posts.get(i), origins);
        try {
          collector.collect(run);
        } catch (FeedException e) {
          run.error = String.valueOf(e.getMessage());
        }
        runs.add(run.result());
      }
      var result = new LinkedHashMap<String, Object>();
      result.put("runs", GoldenCase.json(Json.text(runs).replace(address, "${server}")));
      if (!ports.objects().stored().isEmpty()) {
        result.put("objects", ports.objects().stored().stream().map(GoldenOutput::object).toList());
      }
      if (mails != null) {
        result.put("seen", seen(delivered, mails.seen()));
      }
      golden.checkValue(result);
    } finally {
      server.stop(0);
      ImapServer.stop(mails);
    }
  }

  /** The names of the mails that are marked as seen. */
  private static List<String> seen(List<Path> mails, List<Boolean> seen) {
    return IntStream.range(0, mails.size())
        .filter(seen::get)
        .mapToObj(i -> GoldenCase.name(mails.get(i)))
        .toList();
  }

  private static List<@Nullable Path> drops(GoldenCase golden, int runs) {
    var drops = new ArrayList<@Nullable Path>(golden.files("drop"));
    while (drops.isEmpty() || (golden.files("drop").isEmpty() && drops.size() < runs)) {
      drops.add(null);
    }
    return drops;
  }

  /** The requests of {@code posts.yaml}, a list of Lambda's events. */
  private static List<Push> posts(GoldenCase golden) throws IOException {
    Path file = golden.folder().resolve("posts.yaml");
    var posts = new ArrayList<Push>();
    if (Files.exists(file)
        && Yaml.read(Files.readString(file), file.toString()) instanceof List<?> list) {
      for (Object post : list) {
        var event = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) Objects.requireNonNull(post))
            .forEach((name, value) -> event.put(String.valueOf(name), value));
        posts.add(Push.of(event).orElseThrow());
      }
    }
    return posts;
  }

  private static void answer(HttpExchange exchange, Exchanges exchanges) throws IOException {
    try (exchange) {
      Answer answer = exchanges.find(exchange.getRequestURI().toString());
      if (answer == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String server = "http://" + exchange.getRequestHeaders().getFirst("Host");
      answer
          .headers()
          .forEach((name, value) ->
              exchange.getResponseHeaders().add(name, value.replace("${server}", server)));
      byte[] body = answer.content().bytes();
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** One run, which notes what the collector does. */
  private static final class Run implements Collection {
    private final Map<String, String> state;
    private final @Nullable Path file;
    private final @Nullable Push push;
    private final Set<String> origins;
    private final List<Object> reports = new ArrayList<>();
    private String unchanged = "";
    private String error = "";
    private boolean deleted;

    Run(Map<String, String> state, @Nullable Path file, @Nullable Push push, Set<String> origins) {
      this.push = push;
      this.origins = origins;
      this.state = state;
      this.file = file;
    }

    @Override
    public Instant scheduled() {
      return FakePorts.NOW;
    }

    @Override
    public @Nullable Dropped dropped() {
      Path dropped = file;
      return dropped == null ? null : new DroppedFile(dropped, () -> deleted = true);
    }

    @Override
    public @Nullable Posted posted() {
      return push;
    }

    @Override
    public Map<String, String> state() {
      return state;
    }

    @Override
    public void store(Report report, InputStream content) throws IOException {
      byte[] bytes = content.readAllBytes();
      if (bytes.length == 0) {
        return;
      }
      var stored = new LinkedHashMap<String, Object>();
      stored.put("report", GoldenCase.json(Json.text(report)));
      stored.put("content", text(bytes));
      reports.add(stored);
      if (push != null) {
        push.stored(ReportId.parse("golden-20261123T130000-0"));
      }
    }

    @Override
    public Collection from(Instant time, String origin) {
      return new Origin(this, time + " " + origin);
    }

    @Override
    public void unchanged(String reason) {
      unchanged = reason;
    }

    Map<String, Object> result() {
      var result = new LinkedHashMap<String, Object>();
      if (!reports.isEmpty()) {
        result.put("reports", reports);
      }
      if (push != null) {
        result.put("answer", push.answer());
      }
      if (!unchanged.isEmpty()) {
        result.put("unchanged", unchanged);
      }
      if (!error.isEmpty()) {
        result.put("error", error);
      }
      if (deleted) {
        result.put("deleted", true);
      }
      if (!state.isEmpty()) {
        result.put("state", new TreeMap<>(state));
      }
      return result;
    }

    private static String text(byte[] content) {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      } catch (CharacterCodingException e) {
        return "base64:" + Base64.getEncoder().encodeToString(content);
      }
    }
  }

  /** A run that stores what comes from one place, once in all runs. */
  private static final class Origin implements Collection {
    private final Run run;
    private final String origin;
    private int stored;

    Origin(Run run, String origin) {
      this.run = run;
      this.origin = origin;
    }

    @Override
    public Instant scheduled() {
      return run.scheduled();
    }

    @Override
    public @Nullable Dropped dropped() {
      return run.dropped();
    }

    @Override
    public @Nullable Posted posted() {
      return run.posted();
    }

    @Override
    public Map<String, String> state() {
      return run.state();
    }

    @Override
    public void store(Report report, InputStream content) throws IOException {
      if (run.origins.add(origin + "." + stored)) {
        run.store(report, content);
      }
      stored++;
    }

    @Override
    public Collection from(Instant time, String other) {
      return run.from(time, other);
    }

    @Override
    public void unchanged(String reason) {
      run.unchanged(reason);
    }
  }

  /** A file of the case's folder {@code drop}, which stays there. */
  private record DroppedFile(Path file, Runnable onDelete) implements Dropped {
    @Override
    public String name() {
      return GoldenCase.name(file);
    }

    @Override
    public String url() {
      return "s3://drop/golden/" + name();
    }

    @Override
    public long size() {
      return file.toFile().length();
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public void delete() {
      onDelete.run();
    }
  }
}
