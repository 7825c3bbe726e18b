package intelmq.testkit;

import intelmq.bot.port.Dns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** A server of the domain name system on this machine, by UDP, that knows what its names know. */
public final class DnsServer implements AutoCloseable {
  private static final int LARGEST = 4096;
  private static final long TTL = 60;

  private final DatagramSocket socket;
  private final Dns names;

  /** Starts a server for names. */
  public DnsServer(Dns names) {
    this.names = names;
    try {
      this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  private void serve() {
    byte[] buffer = new byte[LARGEST];
    while (!socket.isClosed()) {
      var packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] answer = answer(new Message(Arrays.copyOf(buffer, packet.getLength()))).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException ignored) {
        // closed, or nobody answers: then this does not either
      }
    }
  }

  private Message answer(Message question) throws IOException {
    Record asked = question.getQuestion();
    var answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(asked, Section.QUESTION);
    if (asked.getType() == Type.NS) {
      names.query(".", Dns.Type.A);
      Name server = Name.fromString("a.root-servers.example.");
      answer.addRecord(new NSRecord(asked.getName(), DClass.IN, TTL, server), Section.ANSWER);
      return answer;
    }
    Dns.Answer known =
        names.query(asked.getName().toString(), Dns.Type.valueOf(Type.string(asked.getType())));
    answer
        .getHeader()
        .setRcode(
            switch (known.status()) {
              case EXISTS -> Rcode.NOERROR;
              case ABSENT -> Rcode.NXDOMAIN;
              case BROKEN -> Rcode.SERVFAIL;
            });
    for (String value : known.values()) {
      Record found = found(asked, value);
      if (found != null) {
        answer.addRecord(found, Section.ANSWER);
      }
    }
    return answer;
  }

  private static @Nullable Record found(Record asked, String value) throws IOException {
    return switch (Type.string(asked.getType()).toUpperCase(Locale.ROOT)) {
      case "A" -> new ARecord(asked.getName(), DClass.IN, TTL, InetAddress.getByName(value));
      case "PTR" ->
          new PTRRecord(asked.getName(), DClass.IN, TTL, Name.fromString(value, Name.root));
      case "TXT" -> new TXTRecord(asked.getName(), DClass.IN, TTL, value);
      default -> null;
    };
  }

  @Override
  public void close() {
    socket.close();
  }
}
