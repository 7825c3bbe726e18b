package intelmq.outputs.mail;

import intelmq.bot.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who gets which mail: the parameters that all outputs by mail share. */
public record MailSettings(
    @Param("The sender's address, which the mail service must accept.") String mailFrom,
    @Param(
            value = "The recipients' addresses, with commas between them.",
            byDefault = "'{ev[source.abuse_contact]}'")
        String mailTo,
    @Param("Who gets the events for which `mail_to` is empty; if missing, they are set aside.")
        @Nullable String notifyEmail,
    @Param(value = "The subject.", byDefault = "Incident in your AS {ev[source.asn]}")
        String subject,
    @Param(
            value = "The text.",
            byDefault =
                "Dear network owner,\n\n"
                    + "devices in your network seem to have security problems, as the attached"
                    + " file shows.\n\nYour CERT")
        String text,
    @Param(
            value = "The columns of the attached CSV file; an empty list for no file.",
            byDefault =
                """
                ["classification.taxonomy", "classification.type", "classification.identifier",
                 "source.ip", "source.asn", "source.port"]\
                """)
        List<String> fieldnames,
    @Param(
            value =
                "How long events are gathered for one mail to a recipient: an `hour`, a `day` or a"
                    + " `week` (from Monday) of UTC, or not at all (`immediate`: a mail per batch)."
                    + " Digests are sent by the stage's `Schedule`, which must be set then.",
            byDefault = "immediate")
        Interval interval) {}
