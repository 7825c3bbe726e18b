package intelmq.testkit;

import intelmq.bot.port.Mailer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps mails instead of sending them; refuses recipients at {@code refused.example}. */
public final class FakeMailer implements Mailer {
  private final List<Mail> mails = new ArrayList<>();
  private final Deque<Result> answers = new ArrayDeque<>();

  @Override
  public synchronized Result send(Mail mail) {
    for (String recipient : mail.to()) {
      if (recipient.endsWith("@refused.example")) {
        return new Result.Refused("the address " + recipient + " is refused");
      }
    }
    Result answer = answers.isEmpty() ? Result.SENT : answers.removeFirst();
    if (answer instanceof Result.Sent || answer instanceof Result.Unknown) {
      mails.add(mail);
    }
    return answer;
  }

  /** What the next mails come to; one whose fate is unknown goes. */
  public synchronized void answer(Result... next) {
    answers.addAll(List.of(next));
  }

  /** The mails, in order. */
  public synchronized List<Mail> mails() {
    return List.copyOf(mails);
  }
}
