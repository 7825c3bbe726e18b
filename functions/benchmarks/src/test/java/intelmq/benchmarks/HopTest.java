package intelmq.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.Envelope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is compared does the same work. */
final class HopTest {
  private static final int COUNT = 60;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  record Case(Data data, int batch, Packing packing) {}

  static List<Case> cases() {
    var cases = new ArrayList<Case>();
    for (Data data : Data.values()) {
      for (Packing packing : Packing.values()) {
        for (int batch : new int[] {1, 7, COUNT}) {
          cases.add(new Case(data, batch, packing));
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void codecAndTreeReadTheSameAndWriteTheSame(Case one) throws IOException {
    Result codec = run(one, new CodecHop(one.packing().packer()));
    Result tree = run(one, new TreeHop(one.packing().packer()));
    assertThat(codec.events()).isEqualTo(changed(one.data()));
    assertThat(tree.events()).isEqualTo(changed(one.data()));
    assertThat(codec.names()).isEqualTo(tree.names());
    assertThat(codec.read()).isEqualTo(tree.read()).isEqualTo(read(one.data()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFloorWritesWhatItRead(Case one) throws IOException {
    Result floor = run(one, new FloorHop(one.packing().packer()));
    assertThat(floor.events()).isEqualTo(Samples.events(one.data(), COUNT));
    assertThat(floor.read()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theEnvelopeWritesTheSame(Data data) throws IOException {
    var read = new ArrayList<@Nullable Object>();
    var events = new ArrayList<Map<String, Object>>();
    for (String body : EnvelopeHop.bodies(data, COUNT, 50)) {
      Envelope next =
          Envelope.decode(EnvelopeHop.hop(body, read::add), Harmonization.standard()).envelope();
      next.entries().forEach(entry -> events.add(map(Json.text(entry.event()))));
      assertThat(next.hops()).isEqualTo(2);
    }
    assertThat(events).isEqualTo(changed(data));
    assertThat(read).isEqualTo(read(data));
  }

  @ParameterizedTest
  @EnumSource
  void theEnvelopesFloorWritesWhatItRead(Data data) throws IOException {
    for (int batch : new int[] {1, 7}) {
      for (String body : EnvelopeHop.bodies(data, COUNT, batch)) {
        Envelope next =
            Envelope.decode(EnvelopeHop.floor(body, new ZstdPacker()), Harmonization.standard())
                .envelope();
        assertThat(next.encode()).isEqualTo(body);
      }
    }
  }

  @Test
  void gzipIsGzip() throws IOException {
    byte[] plain = Samples.batches(Data.SMALL, COUNT, COUNT).getFirst();
    byte[] packed = new GzipPacker().pack(plain, plain.length);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
    assertThat(packed).hasSizeLessThan(plain.length / 2);
  }

  private record Result(List<Map<String, Object>> events, List<@Nullable Object> read) {
    List<List<String>> names() {
      return events.stream().map(event -> List.copyOf(event.keySet())).toList();
    }
  }

  /** Two rounds, for what is reused must not show. */
  private static Result run(Case one, Hop hop) throws IOException {
    Packer packer = one.packing().packer();
    var rounds = new ArrayList<Result>();
    for (int round = 0; round < 2; round++) {
      var events = new ArrayList<Map<String, Object>>();
      var read = new ArrayList<@Nullable Object>();
      for (byte[] plain : Samples.batches(one.data(), COUNT, one.batch())) {
        byte[] next = hop.hop(packer.pack(plain, plain.length), read::add);
        int length = packer.unpack(next);
        byte[] lines = Arrays.copyOf(packer.room(), length);
        new String(lines, UTF_8).lines().forEach(line -> events.add(map(line)));
      }
      rounds.add(new Result(events, read));
    }
    assertThat(rounds.getLast()).isEqualTo(rounds.getFirst());
    return rounds.getLast();
  }

  private static Map<String, Object> map(String json) {
    return JSON.readValue(json, MAP);
  }

  private static List<Map<String, Object>> changed(Data data) {
    List<Map<String, Object>> events = Samples.events(data, COUNT);
    events.forEach(event -> event.put("classification.identifier", "vulnerable-system"));
    return events;
  }

  private static List<@Nullable Object> read(Data data) {
    var read = new ArrayList<@Nullable Object>();
    for (Map<String, Object> event : Samples.events(data, COUNT)) {
      read.add(event.get("time.source"));
      read.add(event.get("source.ip"));
      read.add(event.get("classification.type"));
    }
    return read;
  }
}
