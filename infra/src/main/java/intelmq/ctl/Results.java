package intelmq.ctl;

import java.nio.file.Path;

/**
 * Where a run leaves what it has come to.
 *
 * @param directory of the servers' data and the functions' logs
 * @param events the file with the events of all outputs
 */
record Results(Path directory, Path events) {}
