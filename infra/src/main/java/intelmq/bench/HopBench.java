package intelmq.bench;

import intelmq.harmonization.Json;
import intelmq.localstack.process.FunctionProcess;
import intelmq.localstack.process.FunctionProcesses;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures one hop of a bot as the cloud runs it: a process under AWS's runtime interface client is
 * handed SQS events of encoded messages by Lambda's interface, and sends what it makes of them with
 * the real client to a server that counts. What counts is the CPU time of that process alone.
 *
 * @param home the project's folder
 * @param directory takes what processes print
 * @param seconds of CPU time that a row is measured for
 * @param listener is told of each row, and of bots that are left out
 */
public record HopBench(Path home, Path directory, int seconds, Consumer<String> listener) {
  private static final List<String> SIZES = List.of(Events.SMALL, Events.WIDE);
  private static final List<Integer> BATCHES = List.of(1, 50, 500);

  /** As many messages as an invocation has by default. */
  private static final int MESSAGES = 10;

  private static final int EVENTS = 5000;
  private static final int MEMORY = 1769;
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final double NANOS = 1e9;
  private static final String KEY = "reports/bench/2026/11/23/130000-0";

  /** A row of the table. */
  public record Row(String bot, int batch, String size, long perCpuSecond, long allocated) {
    /** As a JSON object. */
    public Map<String, Object> toMap() {
      var map = new LinkedHashMap<String, Object>();
      map.put("bot", bot);
      map.put("batch", batch);
      map.put("size", size);
      map.put("events_per_cpu_second", perCpuSecond);
      map.put("allocated_bytes_per_event", allocated);
      return map;
    }
  }

  /** A bot with the first of its documented cases, whose parameters it is measured with. */
  private record Bot(String kind, String name, Path example) {
    String document() throws IOException {
      Path parameters = example.resolve("parameters.yaml");
      return Files.exists(parameters)
          ? name + ":\n" + Files.readString(parameters).indent(2)
          : name;
    }
  }

  /**
   * Measures bots.
   *
   * @param wanted their names; all parsers and experts if there are none
   */
  public List<Row> run(List<String> wanted) throws IOException, InterruptedException {
    var rows = new ArrayList<Row>();
    Path client = home.resolve("localstack/runtime-client/target/lib");
    Files.createDirectories(directory);
    try (CountingServer server = CountingServer.start();
        var processes = new FunctionProcesses(client, directory)) {
      for (Bot bot : bots()) {
        if (wanted.isEmpty() || wanted.contains(bot.name())) {
          measure(bot, server, processes, rows);
        }
      }
    }
    return rows;
  }

  private List<Bot> bots() throws IOException {
    var bots = new ArrayList<Bot>();
    for (String kind : List.of("parser", "expert")) {
      Path golden = home.resolve("functions/" + kind + "s/src/test/golden");
      for (Path bot : sorted(golden)) {
        bots.add(new Bot(kind, bot.getFileName().toString(), sorted(bot).getFirst()));
      }
    }
    return bots;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }

  private void measure(Bot bot, CountingServer server, FunctionProcesses processes, List<Row> rows)
      throws IOException, InterruptedException {
    putDatabases(bot, server);
    for (String size : bot.kind().equals("expert") ? SIZES : List.of(Events.SMALL)) {
      try {
        FunctionProcess process = processes.start(spec(bot, server), line -> {});
        try {
          for (int batch : BATCHES) {
            Row row = row(bot, size, batch, server, process);
            rows.add(row);
            listener.accept(shown(row));
          }
        } finally {
          processes.stop(process);
        }
      } catch (IOException e) {
        listener.accept(bot.name() + " is left out: " + e.getMessage());
        return;
      }
    }
  }

  private static void putDatabases(Bot bot, CountingServer server) throws IOException {
    Path databases = bot.example().resolve("databases");
    if (Files.isDirectory(databases)) {
      for (Path file : sorted(databases)) {
        server.put("databases/" + file.getFileName(), Files.readAllBytes(file), Map.of());
      }
    }
  }

  private FunctionProcess.Spec spec(Bot bot, CountingServer server) throws IOException {
    String queue = server.address() + "/000000000000/";
    var variables = new LinkedHashMap<String, String>();
    variables.put("STAGE", "bench");
    variables.put("BOT", bot.document());
    variables.put("DESTINATIONS", "{_default: '" + queue + "next'}");
    variables.put("QUEUE_URL", queue + "bench");
    variables.put("REPORTS_BUCKET", "reports");
    variables.put("QUARANTINE_BUCKET", "quarantine");
    variables.put("FACTS_TABLE", "facts");
    variables.put("EVENT_BUS", "bus");
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "bench");
    variables.put("AWS_SECRET_ACCESS_KEY", "bench");
    variables.put("AWS_ENDPOINT_URL", server.address().toString());
    String kind = bot.kind();
    return new FunctionProcess.Spec(
        "bench-" + bot.name(),
        "arn:aws:lambda:us-east-1:000000000000:function:bench",
        home.resolve("functions/" + kind + "s/target/" + kind + "s.jar"),
        kind.equals("parser") ? "intelmq.lambda.ParserFunction" : "intelmq.lambda.ExpertFunction",
        MEMORY,
        variables);
  }

  private Row row(Bot bot, String size, int batch, CountingServer server, FunctionProcess process)
      throws IOException, InterruptedException {
    List<String> bodies =
        bot.kind().equals("expert")
            ? Events.messages(size, Math.max(EVENTS, MESSAGES * batch), batch)
            : reports(bot, batch, server);
    List<String> events = invocations(bodies);
    long units =
        bot.kind().equals("expert")
            ? Math.max(EVENTS, MESSAGES * batch)
            : (long) batch * bodies.size();
    // the first seconds compile
    repeat(process, events, 1);
    process.heapAfterCollection();
    long allocatedBefore = process.allocated();
    Duration begin = cpu(process);
    long sent = server.events();
    long rounds = repeat(process, events, seconds);
    double used = cpu(process).minus(begin).toNanos() / NANOS;
    process.heapAfterCollection();
    long allocated = process.allocated() - allocatedBefore;
    if (bot.kind().equals("parser") && server.events() == sent) {
      throw new IOException("it makes no events of its example");
    }
    double done = (double) rounds * units;
    return new Row(bot.name(), batch, size, Math.round(done / used), Math.round(allocated / done));
  }

  private static Duration cpu(FunctionProcess process) throws IOException {
    return process.cpu().orElseThrow(() -> new IOException("the system says no CPU time"));
  }

  /** Invokes with all events over and over; returns how often. */
  private static long repeat(FunctionProcess process, List<String> events, int seconds)
      throws IOException {
    Duration end = cpu(process).plusSeconds(seconds);
    long rounds = 0;
    do {
      for (String event : events) {
        String answer = process.invoke(event, TIMEOUT);
        if (!answer.contains("\"batchItemFailures\":[]")) {
          throw new IOException("messages fail: " + answer);
        }
      }
      rounds++;
    } while (cpu(process).compareTo(end) < 0);
    return rounds;
  }

  private static List<String> reports(Bot bot, int batch, CountingServer server)
      throws IOException {
    Path example =
        sorted(bot.example()).stream()
            .filter(path -> path.getFileName().toString().startsWith("input."))
            .findFirst()
            .orElseThrow(() -> new IOException("it has no example"));
    int header = bot.name().equals("shadowserver") || bot.name().equals("csv") ? 1 : 0;
    byte[] content = Repeated.of(Files.readString(example), batch, header);
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("feed.accuracy", 100.0);
    metadata.put("feed.name", "Bench");
    metadata.put("time.observation", "2026-11-23T13:00:00+00:00");
    metadata.put("extra.file_name", example.getFileName().toString());
    String encoded = URLEncoder.encode(Json.text(metadata), StandardCharsets.UTF_8);
    server.put("reports/" + KEY, content, Map.of("intelmq-report", encoded));
    String event =
        Json.text(
            Map.of(
                "time",
                "2026-11-23T13:00:00Z",
                "detail",
                Map.of(
                    "bucket", Map.of("name", "reports"),
                    "object", Map.of("key", KEY, "size", content.length))));
    return List.of(event);
  }

  /** Lambda's events, each with so many messages as an invocation has. */
  private static List<String> invocations(List<String> bodies) {
    var events = new ArrayList<String>();
    for (int from = 0; from < bodies.size(); from += MESSAGES) {
      var records = new ArrayList<Map<String, Object>>();
      for (String body : bodies.subList(from, Math.min(bodies.size(), from + MESSAGES))) {
        var message = new LinkedHashMap<String, Object>();
        message.put("messageId", "00000000-0000-0000-0000-00000000000" + records.size());
        message.put("receiptHandle", "handle");
        message.put("body", body);
        message.put(
            "attributes", Map.of("ApproximateReceiveCount", "1", "SentTimestamp", "1795438800000"));
        message.put("messageAttributes", Map.of());
        message.put("eventSource", "aws:sqs");
        message.put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:bench");
        message.put("awsRegion", "us-east-1");
        records.add(message);
      }
      events.add(Json.text(Map.of("Records", records)));
    }
    return events;
  }

  private static String shown(Row row) {
    return String.format(
        Locale.ROOT,
        "%-20s %-6s %4d  %,10d events per CPU second  %,8d bytes allocated an event",
        row.bot(),
        row.size(),
        row.batch(),
        row.perCpuSecond(),
        row.allocated());
  }
}
