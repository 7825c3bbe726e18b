"""Lets LocalStack run Java functions without Docker: each execution environment is a JVM of this machine under AWS's
runtime interface client, which asks a Runtime API served here for invocations.

This folder is put on PYTHONPATH; LocalStack finds the plugin by the entry point beside this file. Settings, from the
environment: EXECUTOR_JAVA (the java command), EXECUTOR_CLIENT (folder of the client's jars), EXECUTOR_LOGS (folder
for what functions print), EXECUTOR_ENVIRONMENT (JSON, variables that every function has as a machine's own).
"""

import json
import logging
import os
import pathlib
import queue
import subprocess
import tempfile
import threading
import time
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

LOG = logging.getLogger(__name__)
START_SECONDS = 120
MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"


class Plugin(RuntimeExecutorPlugin):
    name = "runtime-client"

    def load(self, *args, **kwargs):
        return RuntimeClientExecutor


class RuntimeApi(ThreadingHTTPServer):
    """Lambda's Runtime API (2018-06-01) for one execution environment."""

    daemon_threads = True

    def __init__(self, timeout_seconds):
        super().__init__(("127.0.0.1", 0), RuntimeApiHandler)
        self.timeout_seconds = timeout_seconds
        self.invocations = queue.Queue()
        self.pending = {}
        self.started = threading.Event()  # the function was constructed, or could not be
        self.init_error = None


class RuntimeApiHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):  # …/runtime/invocation/next, which waits for one
        self.server.started.set()
        invocation = self.server.invocations.get()
        if invocation is None:
            self.close_connection = True
            return
        deadline = int(1000 * (time.time() + self.server.timeout_seconds))
        body = invocation["payload"].encode()
        self.send_response(200)
        self.send_header("Lambda-Runtime-Aws-Request-Id", invocation["invoke-id"])
        self.send_header("Lambda-Runtime-Invoked-Function-Arn", invocation["invoked-function-arn"])
        self.send_header("Lambda-Runtime-Trace-Id", invocation["trace-id"])
        self.send_header("Lambda-Runtime-Deadline-Ms", str(deadline))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):  # …/runtime/init/error, …/runtime/invocation/ID/response or /error
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()
        *_, about, kind = self.path.split("/")
        if about == "init":
            self.server.init_error = body
            self.server.started.set()
        elif about in self.server.pending:
            self.server.pending.pop(about).set_result((body, kind == "error"))


class RuntimeClientExecutor(RuntimeExecutor):
    preparing = threading.Lock()

    @classmethod
    def prepare_version(cls, function_version):
        # A JVM takes the jar as it is, and functions share it; LocalStack would unpack its ten thousand files for each.
        jar = cls.jar_of(function_version)
        with cls.preparing:
            if not jar.exists():
                with tempfile.NamedTemporaryFile(dir=jar.parent, delete=False) as file:
                    function_version.config.code._download_archive_to_file(file)
                pathlib.Path(file.name).rename(jar)

    @classmethod
    def cleanup_version(cls, function_version):
        pass

    @staticmethod
    def jar_of(function_version):
        name = function_version.config.code.code_sha256.replace("/", "_")
        return pathlib.Path(tempfile.gettempdir(), f"{name}.jar")

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return "http://127.0.0.1"

    def get_logs(self):
        return self.log.read_text(errors="replace")

    def start(self, env_vars):
        config = self.function_version.config
        self.api = RuntimeApi(config.timeout)
        threading.Thread(target=self.api.serve_forever, daemon=True).start()
        jar = self.jar_of(self.function_version)
        environment = {
            "PATH": os.environ["PATH"],
            **json.loads(os.environ.get("EXECUTOR_ENVIRONMENT", "{}")),
            **{name: str(value) for name, value in env_vars.items()},
            "LAMBDA_TASK_ROOT": str(jar.parent),
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self.api.server_address[1]}",
        }
        name = self.function_version.id.function_name
        self.log = pathlib.Path(os.environ["EXECUTOR_LOGS"], f"{name}-{self.id[:8]}.log")
        command = [
            os.environ["EXECUTOR_JAVA"],
            # as on Lambda: no optimising compiler, the collector of small heaps
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            f"-Xmx{config.memory_size * 8 // 10}m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            f"{jar}:{os.environ['EXECUTOR_CLIENT']}/*",
            MAIN,
            config.handler,
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, env=environment, cwd=jar.parent, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + START_SECONDS
        while not self.api.started.wait(0.1) and self.process.poll() is None and time.monotonic() < end:
            pass
        if self.api.init_error or not self.api.started.is_set():
            self.stop()
            raise RuntimeError(f"{name} does not start: {self.get_logs()[-2000:]}")

    def invoke(self, payload):
        result = self.api.pending[payload["invoke-id"]] = Future()
        logged = self.log.stat().st_size
        self.api.invocations.put(payload)
        body, is_error = result.result(timeout=self.function_version.config.timeout + 5)
        logs = self.log.read_bytes()[logged:].decode(errors="replace")
        return InvocationResult(payload["invoke-id"], body, is_error=is_error, logs=logs)

    def stop(self):
        self.api.invocations.put(None)
        self.api.shutdown()
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            LOG.warning("killed %s", self.log.name)
            self.process.kill()
