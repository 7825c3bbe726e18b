package intelmq.runtime.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.port.Dns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/** Servers of the domain name system, asked one after the other; by TCP where UDP is too small. */
public final class DnsPort implements Dns {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int ROUNDS = 2;
  private static final Answer NO_NAME = new Answer(Status.ABSENT, List.of());

  private final List<SimpleResolver> resolvers = new ArrayList<>();

  /** Asks these servers, each for a time. */
  public DnsPort(List<InetSocketAddress> servers, Duration timeout) {
    for (InetSocketAddress server : servers) {
      var resolver = new SimpleResolver(server);
      resolver.setTimeout(timeout);
      resolvers.add(resolver);
    }
  }

  /** Asks the servers of this machine. */
  public static DnsPort ofThisMachine() {
    return new DnsPort(ResolverConfig.getCurrentConfig().servers(), TIMEOUT);
  }

  @Override
  public Answer query(String name, Type type) throws IOException {
    Name absolute;
    try {
      absolute = Name.fromString(name, Name.root);
    } catch (TextParseException e) {
      return NO_NAME;
    }
    Message answer = send(absolute, code(type));
    if (answer != null) {
      return switch (answer.getRcode()) {
        case Rcode.NOERROR -> new Answer(Status.EXISTS, values(answer, type));
        case Rcode.NXDOMAIN -> NO_NAME;
        default -> new Answer(Status.BROKEN, List.of());
      };
    }
    // is it the name, or all there is?
    Message root = send(Name.root, org.xbill.DNS.Type.NS);
    if (root == null) {
      throw new IOException("no server of the domain name system answers");
    }
    return new Answer(Status.BROKEN, List.of());
  }

  /** The first answer that says whether there is such a name, or null. */
  private @Nullable Message send(Name name, int type) {
    Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    for (int round = 0; round < ROUNDS; round++) {
      for (SimpleResolver resolver : resolvers) {
        try {
          Message answer = resolver.send(question);
          if (answer.getRcode() == Rcode.NOERROR || answer.getRcode() == Rcode.NXDOMAIN) {
            return answer;
          }
        } catch (IOException ignored) {
          // the next one may answer
        }
      }
    }
    return null;
  }

  private static int code(Type type) {
    return switch (type) {
      case A -> org.xbill.DNS.Type.A;
      case PTR -> org.xbill.DNS.Type.PTR;
      case TXT -> org.xbill.DNS.Type.TXT;
    };
  }

  private static List<String> values(Message answer, Type type) {
    var values = new ArrayList<String>();
    for (Record found : answer.getSection(Section.ANSWER)) {
      if (found.getType() == code(type)) {
        switch (found) {
          case ARecord address -> values.add(address.getAddress().getHostAddress());
          case PTRRecord pointer -> values.add(pointer.getTarget().toString());
          case TXTRecord text -> values.add(text(text));
          default -> {
            // nothing else is asked for
          }
        }
      }
    }
    return values;
  }

  private static String text(TXTRecord text) {
    var bytes = new ByteArrayOutputStream();
    text.getStringsAsByteArrays().forEach(bytes::writeBytes);
    return bytes.toString(UTF_8);
  }
}
