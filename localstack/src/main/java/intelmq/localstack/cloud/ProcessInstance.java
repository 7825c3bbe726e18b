package intelmq.localstack.cloud;

import intelmq.localstack.cloud.Interference.Course;
import intelmq.localstack.process.FunctionProcess;
import intelmq.localstack.process.FunctionProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An environment in a process of its own, as on Lambda. */
final class ProcessInstance implements Instance {
  private final FunctionProcesses processes;
  private final FunctionProcess process;

  ProcessInstance(FunctionProcesses processes, FunctionProcess process) {
    this.processes = processes;
    this.process = process;
  }

  @Override
  public String invoke(String event, Course course) {
    try {
      return process.invoke(event, course.timeout());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public boolean alive() {
    return process.alive();
  }

  @Override
  public void close() {
    processes.stop(process);
  }
}
