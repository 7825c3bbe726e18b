package intelmq.runtime.imap;

import intelmq.bot.config.ImapSettings;
import intelmq.bot.port.Mailboxes;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.RecipientStringTerm;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/** A folder that is open, with the connection that it is open on. */
final class ImapFolder implements Mailboxes.Mailbox {
  /** So many heads are fetched at a time. */
  private static final int BATCH = 100;

  private final Store store;
  private final IMAPFolder folder;
  private final ImapSettings settings;

  ImapFolder(Store store, IMAPFolder folder, ImapSettings settings) {
    this.store = store;
    this.folder = folder;
    this.settings = settings;
  }

  @Override
  public void unseen(Mailboxes.Reader reader) throws IOException {
    try {
      List<Message> found = Arrays.asList(folder.search(wanted()));
      for (int i = 0; i < found.size(); i += BATCH) {
        List<Message> batch = found.subList(i, Math.min(i + BATCH, found.size()));
        folder.fetch(batch.toArray(Message[]::new), heads());
        for (Message message : batch) {
          var mail = (IMAPMessage) message;
          mail.setPeek(true);
          reader.take(ImapMail.of(folder, mail, settings));
          mail.invalidateHeaders();
        }
      }
    } catch (MessagingException e) {
      throw new IOException(
          "the mail server " + settings.mailHost() + " cannot be asked: " + e.getMessage(), e);
    }
  }

  private SearchTerm wanted() {
    var terms = new ArrayList<SearchTerm>();
    terms.add(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
    if (settings.sentFrom() != null) {
      terms.add(new FromStringTerm(settings.sentFrom()));
    }
    if (settings.sentTo() != null) {
      terms.add(new RecipientStringTerm(Message.RecipientType.TO, settings.sentTo()));
    }
    return new AndTerm(terms.toArray(SearchTerm[]::new));
  }

  private static FetchProfile heads() {
    var profile = new FetchProfile();
    // not the envelope: what a server makes of a broken head may be no answer at all
    profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
    profile.add(FetchProfile.Item.SIZE);
    profile.add(UIDFolder.FetchProfileItem.UID);
    ImapMail.HEADERS.forEach(profile::add);
    return profile;
  }

  @Override
  public void close() throws IOException {
    try {
      folder.close(false);
      store.close();
    } catch (MessagingException e) {
      throw new IOException(
          "the mail server " + settings.mailHost() + " hung up: " + e.getMessage(), e);
    }
  }
}
