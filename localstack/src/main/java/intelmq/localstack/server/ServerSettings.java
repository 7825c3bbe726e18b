package intelmq.localstack.server;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the servers of one run are to be.
 *
 * @param directory where they keep what they hold, for the user to look at afterwards
 * @param tableLibraries the folder of DynamoDB Local's jars
 * @param without those left out
 * @param ports those with a given port; the others take a free one
 * @param online whether collectors fetch from the providers
 * @param objects hears of every object stored
 * @param events takes the events functions put on a bus
 */
public record ServerSettings(
    Path directory,
    Path tableLibraries,
    Set<Kind> without,
    Map<Kind, Integer> ports,
    boolean online,
    ObjectCreated.Listener objects,
    EventSink events) {
  /** Some servers take paths for relative to a folder of their own. */
  public ServerSettings {
    directory = directory.toAbsolutePath();
    tableLibraries = tableLibraries.toAbsolutePath();
    without = Set.copyOf(without);
    ports = Map.copyOf(ports);
  }

  /** All servers, on free ports, offline, with nobody listening. */
  public static ServerSettings in(Path directory, Path tableLibraries) {
    return new ServerSettings(
        directory, tableLibraries, Set.of(), Map.of(), false, _ -> {}, (_, _) -> {});
  }

  /** The same, but for some servers. */
  public ServerSettings without(Collection<Kind> kinds) {
    return new ServerSettings(
        directory, tableLibraries, Set.copyOf(kinds), ports, online, objects, events);
  }

  /** The same, each server on its usual port. */
  public ServerSettings onUsualPorts() {
    var usual = new EnumMap<Kind, Integer>(Kind.class);
    EnumSet.allOf(Kind.class).forEach(kind -> usual.put(kind, kind.usualPort()));
    return new ServerSettings(directory, tableLibraries, without, usual, online, objects, events);
  }

  /** The same, collectors fetching from the providers. */
  public ServerSettings goingOnline() {
    return new ServerSettings(directory, tableLibraries, without, ports, true, objects, events);
  }

  /** The same, with listeners. */
  public ServerSettings notifying(ObjectCreated.Listener newObjects, EventSink newEvents) {
    return new ServerSettings(
        directory, tableLibraries, without, ports, online, newObjects, newEvents);
  }
}
