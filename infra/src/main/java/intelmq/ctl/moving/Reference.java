package intelmq.ctl.moving;

/**
 * A value of ours in a bot's parameters that CloudFormation completes.
 *
 * @param text with {@code ${...}} in it, as {@code !Sub} has it
 */
record Reference(String text) {}
