package intelmq.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/**
 * A PostgreSQL of the test's own. It does not run as root; where root may not become somebody else
 * for it, the test is skipped.
 */
public final class Postgres {
  private Postgres() {}

  /** Starts one on a free port; the caller closes it. */
  public static EmbeddedPostgres start() throws IOException {
    assumeTrue(
        !System.getProperty("user.name").equals("root") || mayUnshare(),
        "skipped: PostgreSQL does not run as root, and 'unshare --user' is not allowed here");
    return EmbeddedPostgres.start();
  }

  private static boolean mayUnshare() {
    try {
      return new ProcessBuilder("unshare", "--user", "true").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
