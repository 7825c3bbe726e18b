package intelmq.ctl;

import intelmq.bot.Batch;
import intelmq.bot.Ports;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Answers;
import intelmq.bot.port.Claims;
import intelmq.bot.port.Databases;
import intelmq.bot.port.Dns;
import intelmq.bot.port.Groups;
import intelmq.bot.port.Http;
import intelmq.bot.port.Mailboxes;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Objects;
import intelmq.bot.port.SeenTable;
import intelmq.bot.port.Smtp;
import intelmq.bot.port.Spool;
import intelmq.bot.port.Sql;
import intelmq.bot.port.Tables;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.databases.LoadedDatabases;
import intelmq.runtime.groups.CountedGroups;
import intelmq.runtime.groups.MemoryItems;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Ports of a bot that runs dry: what it would write is kept, marks are remembered as long as the
 * command runs, nobody is asked.
 */
final class DryPorts implements Ports {
  private static final int OK = 200;

  private final InstantSource clock;
  private final Harmonization harmonization;
  private final Databases databases;
  private final boolean silent;
  private final MemoryItems items = new MemoryItems();
  private final Map<String, String> marks = new HashMap<>();
  private List<Sent> sent = new ArrayList<>();

  /** Ports without databases, but for those that are texts. */
  DryPorts(InstantSource clock, Harmonization harmonization) {
    this(clock, harmonization, withoutObjects(clock));
  }

  /** Ports with the databases of a deployment. */
  DryPorts(InstantSource clock, Harmonization harmonization, Databases databases) {
    this(clock, harmonization, databases, false);
  }

  private DryPorts(
      InstantSource clock, Harmonization harmonization, Databases databases, boolean silent) {
    this.databases = databases;
    this.clock = clock;
    this.harmonization = harmonization;
    this.silent = silent;
  }

  /** Ports on which whoever would be asked is down: what depends on an answer does not go on. */
  static DryPorts thatAskNobody(
      InstantSource clock, Harmonization harmonization, Databases databases) {
    return new DryPorts(clock, harmonization, databases, true);
  }

  private static Databases withoutObjects(InstantSource clock) {
    return new LoadedDatabases(
        (source, known, sink) -> {
          throw new IOException("objects are not read in a run without a target");
        },
        clock);
  }

  private void ask() throws IOException {
    if (silent) {
      throw new IOException("nobody is asked in a dry run");
    }
  }

  /**
   * Something that a bot would have written.
   *
   * @param where for instance {@code s3://bucket/key}, {@code table events}, {@code mail
   *     cert@example.org}
   * @param what maps, lists and text
   */
  record Sent(String where, Object what) {}

  /** What bots would have written since this was asked last. */
  List<Sent> takeSent() {
    List<Sent> taken = sent;
    sent = new ArrayList<>();
    return taken;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Harmonization harmonization() {
    return harmonization;
  }

  @Override
  public Http http() {
    return this::send;
  }

  @Override
  public Objects objects() {
    return this::put;
  }

  @Override
  public Tables tables() {
    return (table, items) -> {
      items.forEach(item -> sent.add(new Sent("table " + table, item)));
      return Collections.nCopies(items.size(), new Tables.Result.Stored());
    };
  }

  @Override
  public Dns dns() {
    return (name, type) -> {
      ask();
      return new Dns.Answer(Dns.Status.ABSENT, List.of());
    };
  }

  @Override
  public Answers answers() {
    return (table, service, questions, question) -> {
      var answers = new HashMap<String, List<String>>();
      for (String one : questions) {
        answers.put(one, question.ask(one).values());
      }
      return answers;
    };
  }

  @Override
  public Databases databases() {
    return databases;
  }

  @Override
  public Sql sql() {
    return new SqlDatabases();
  }

  @Override
  public Mailboxes mailboxes() {
    return settings -> {
      throw new IOException("no mailbox is read in a dry run");
    };
  }

  @Override
  public SeenTable seen() {
    return this::mark;
  }

  @Override
  public Groups groups() {
    return silent ? new NoGroups() : new CountedGroups(items, "dry", clock);
  }

  @Override
  public Claims claims() {
    return (batch, recipients, ordinals) -> new Claimed(ordinals);
  }

  @Override
  public Mailer mailer() {
    return mail -> {
      var what = new LinkedHashMap<String, Object>();
      what.put("from", mail.from());
      what.put("to", mail.to());
      what.put("subject", mail.subject());
      what.put("text", mail.text());
      what.put(
          "attachments",
          mail.attachments().stream()
              .map(file -> Map.of("name", file.name(), "content", file.content()))
              .toList());
      sent.add(new Sent("mail " + String.join(", ", mail.to()), what));
      return Mailer.Result.SENT;
    };
  }

  @Override
  public Smtp smtp() {
    return settings -> mailer();
  }

  @Override
  public Spool spool() {
    return new Waiting();
  }

  private BitSet mark(String table, List<SeenTable.Mark> shown, Duration lifetime)
      throws IOException {
    ask();
    var first = new BitSet(shown.size());
    for (int i = 0; i < shown.size(); i++) {
      SeenTable.Mark mark = shown.get(i);
      String owner = marks.putIfAbsent(table + "/" + mark.hash(), mark.event());
      first.set(i, owner == null || owner.equals(mark.event()));
    }
    return first;
  }

  private void put(String bucket, String key, byte[] content, String type, String encoding)
      throws IOException {
    try (InputStream bytes = new ByteArrayInputStream(content);
        var reader =
            new BufferedReader(
                new InputStreamReader(
                    encoding.equals("gzip") ? new GZIPInputStream(bytes) : bytes,
                    StandardCharsets.UTF_8))) {
      String where = "s3://" + bucket + "/" + key;
      reader.lines().forEach(line -> sent.add(new Sent(where, json(line))));
    }
  }

  private Http.Response send(Http.Request request, HttpSettings settings) throws IOException {
    ask();
    ByteBuffer body = request.body();
    String text = body == null ? "" : StandardCharsets.UTF_8.decode(body.duplicate()).toString();
    Object document = Json.tryParse(text);
    List<Object> lines = text.lines().map(DryPorts::json).toList();
    sent.add(new Sent(request.method() + " " + request.uri(), document == null ? lines : document));
    String bulk =
        Collections.nCopies(lines.size() / 2, "{\"index\":{\"status\":201}}").stream()
            .collect(Collectors.joining(",", "{\"errors\":false,\"items\":[", "]}"));
    return new Answer(request.uri().getPath().endsWith("/_bulk") ? bulk : "{}");
  }

  private static Object json(String text) {
    Object value = Json.tryParse(text);
    return value == null ? text : value;
  }

  /** Databases that take everything and know nothing. */
  private final class SqlDatabases implements Sql {
    @Override
    public Result select(Database database, Statement question, int mostRows) throws IOException {
      ask();
      return new Result.Done(List.of());
    }

    @Override
    public List<Result> update(Database database, List<Statement> statements) {
      statements.forEach(statement ->
          sent.add(
              new Sent(
                  "database " + database.name(),
                  Map.of("sql", statement.sql(), "values", statement.values()))));
      return Collections.nCopies(statements.size(), new Result.Done(List.of()));
    }
  }

  /** What waits for its time, which does not come while a command runs. */
  private final class Waiting implements Spool {
    @Override
    public void put(String key, String text) {
      sent.add(new Sent("spool " + key, text.lines().map(DryPorts::json).toList()));
    }

    @Override
    public List<String> keysAfter(String text) {
      return List.of();
    }

    @Override
    public Optional<String> get(String key) {
      return Optional.empty();
    }

    @Override
    public void delete(String key) {}
  }

  /** Groups that cannot be asked. */
  private final class NoGroups implements Groups {
    @Override
    public List<Long> add(Scope scope, Batch batch, List<Member> members) throws IOException {
      ask();
      return List.of();
    }

    @Override
    public List<Closed> over(Scope scope, int most) {
      return List.of();
    }

    @Override
    public void forget(Scope scope, Closed window) {}
  }

  /** Claims of which nothing is kept. */
  private record Claimed(List<String> ordinals) implements Claims.Claim {
    @Override
    public Map<String, Claims.State> states() {
      var states = new LinkedHashMap<String, Claims.State>();
      ordinals.forEach(ordinal -> states.put(ordinal, Claims.State.OURS));
      return states;
    }

    @Override
    public void confirm() {}

    @Override
    public void release() {}
  }

  /** What a server that is content would say. */
  private record Answer(String text) implements Http.Response {
    @Override
    public int status() {
      return OK;
    }

    @Override
    public List<String> headers(String name) {
      return List.of();
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
  }
}
