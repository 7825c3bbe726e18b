package intelmq.bot.config;

import intelmq.bot.Param;
import org.jspecify.annotations.Nullable;

/** Which mails of which mailbox are read: the parameters that all bots with IMAP share. */
public record ImapSettings(
    @Param("The mail server's name or address.") String mailHost,
    @Param("The user.") String mailUser,
    @Param("The password.") Secret mailPassword,
    @Param(value = "Whether the connection is encrypted from its beginning.", byDefault = "true")
        boolean mailSsl,
    @Param(
            value = "The server's port; without it 993, or 143 without `mail_ssl`.",
            min = 1,
            max = 65_535)
        @Nullable Integer mailPort,
    @Param(
            value =
                "Whether a connection without `mail_ssl` must be encrypted before the user logs in.",
            byDefault = "false")
        boolean mailStarttls,
    @Param(
            "Certificates (PEM) that the server's must be signed by, or be one of; without them the"
                + " public authorities'.")
        @Nullable String sslCaCertificate,
    @Param(value = "The folder that is read.", byDefault = "INBOX") String folder,
    @Param("Text that the sender's name or address must have; any without it.")
        @Nullable String sentFrom,
    @Param("Text that a recipient's name or address must have; any without it.")
        @Nullable String sentTo,
    @Param(value = "Most bytes of a mail.", byDefault = "104857600", min = 1) long maxMailBytes) {}
