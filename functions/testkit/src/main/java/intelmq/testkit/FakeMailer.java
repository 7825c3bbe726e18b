package intelmq.testkit;

import intelmq.bot.port.Mailer;
import java.util.ArrayList;
import java.util.List;

/** Keeps mails instead of sending them; refuses recipients at {@code refused.example}. */
public final class FakeMailer implements Mailer {
  private final List<Mail> mails = new ArrayList<>();

  @Override
  public void send(Mail mail) throws RefusedException {
    for (String recipient : mail.to()) {
      if (recipient.endsWith("@refused.example")) {
        throw new RefusedException("the address " + recipient + " is refused");
      }
    }
    mails.add(mail);
  }

  /** The mails, in order. */
  public List<Mail> mails() {
    return List.copyOf(mails);
  }
}
