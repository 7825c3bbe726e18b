package intelmq.runtime;

import java.time.Instant;

/**
 * A message that a function received from its queue.
 *
 * @param id the message's, given by the queue
 * @param body its text
 * @param receives how often it was received so far, this time included
 * @param deadline when the function is stopped, if it is still at work then
 */
public record Received(String id, String body, int receives, Instant deadline) {}
