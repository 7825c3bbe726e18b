package intelmq.ctl;

import picocli.CommandLine.Command;

/** Writes the beginnings of something new. */
@Command(
    name = "new",
    description = "Writes the class, the golden folder or the template block of something new.",
    mixinStandardHelpOptions = true,
    subcommands = {NewParserCommand.class, NewFeedCommand.class})
final class NewCommand {}
