"""Deploys the template into LocalStack and sends the samples through; called by ./run, which makes the environment."""

import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import boto3
import botocore.config
import yaml

PROJECT = pathlib.Path(__file__).resolve().parents[2]
HERE = PROJECT / "localstack" / "deploy"
WORK = HERE / "target"
STACK = "intelmq"
FEEDS = ["feodotracker", "example-csv"]
START_SECONDS, DEPLOY_SECONDS, PIPELINE_SECONDS = 180, 600, 300

# LocalStack runs DynamoDB Local as "java … -jar …/DynamoDBLocal.jar ARGUMENTS", with a jar and a Java of its own,
# both of which it would fetch. In their place: the jars that Maven resolved, and this machine's Java. Without
# bytecode verification the classes of its telemetry client, which is off and was left out, are not looked for.
# LocalStack starts it in a session of its own: it ends by itself when LocalStack is gone.
DYNAMODB = """#!/bin/sh
while [ "$1" != -jar ]; do shift; done
shift 2
{{ while kill -0 "$PPID"; do sleep 1; done; kill "$$"; }} 2>/dev/null &
exec '{java}' -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions \\
  -XX:-BytecodeVerificationRemote --enable-native-access=ALL-UNNAMED -cp '{libraries}/*' \\
  software.amazon.dynamodb.services.local.main.ServerRunner -disableTelemetry "$@"
"""


class Failure(Exception):
    """What went wrong, in a sentence."""


def main():
    parser = argparse.ArgumentParser(prog="localstack/deploy/run")
    parser.add_argument("--keep", action="store_true", help="stay up afterwards until Ctrl-C")
    parser.add_argument("--sam", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--java-home", required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "functions").mkdir(parents=True)
    processes = []
    begin = time.monotonic()
    try:
        proxy, certificate = start_feed_server(processes, arguments.java_home)
        endpoint = start_localstack(processes, arguments.java_home, proxy, certificate)
        say(begin, f"LocalStack is up at {endpoint}")
        deploy(arguments.sam, endpoint)
        say(begin, "sam deploy: CREATE_COMPLETE")
        fire_schedule(endpoint, "feodotracker")
        say(begin, "feodotracker's schedule was fired by hand")
        check(endpoint)
        say(begin, "all is stored as it should be")
        if arguments.keep:
            print(f"LocalStack stays up at {endpoint} until Ctrl-C.", flush=True)
            signal.pause()
    except Failure as failure:
        sys.exit(f"{failure}\nLogs: {WORK.relative_to(PROJECT)}")
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        for process in reversed(processes):
            stop(process)
        say(begin, "stopped")


def say(begin, text):
    print(f"{time.monotonic() - begin:5.0f} s  {text}", flush=True)


def samples():
    """The URL that a feed's collector fetches, and the sample that answers it."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, tag, node: None)
    template = yaml.load((PROJECT / "template.yaml").read_text(), Loader)
    for block in template["Resources"].values():
        parameters = block["Properties"].get("Parameters") or {}
        if parameters.get("Feed") in FEEDS:
            collector = yaml.safe_load(parameters["Collector"])
            for url in (bot["http_url"] for bot in collector.values() if "http_url" in bot):
                [sample] = (PROJECT / "events" / "reports" / parameters["Feed"]).iterdir()
                yield url, str(sample)


def start(processes, command, log, **options):
    # a session of its own: what it starts is stopped with it
    process = subprocess.Popen(command, stderr=log, start_new_session=True, **options)
    processes.append(process)
    return process


def start_feed_server(processes, java_home):
    certificate = WORK / "feeds-ca.pem"
    process = start(
        processes,
        [
            f"{java_home}/bin/java",
            "-cp",
            (PROJECT / "infra" / "target" / "libraries").read_text().strip(),
            str(HERE / "FeedServer.java"),
            str(certificate),
            *(text for sample in samples() for text in sample),
        ],
        (WORK / "feed-server.log").open("wb"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    address = process.stdout.readline().strip()
    if not address:
        raise Failure("The server of the sample reports does not start, see feed-server.log.")
    return address, certificate


def start_localstack(processes, java_home, proxy, certificate):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    root = WORK / "root"
    place_dynamodb(root, java_home)
    for folder in ("home", "tmp"):
        (root / folder).mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AWS_")},
        "HOME": f"{root}/home",
        "TMPDIR": f"{root}/tmp",
        "FILESYSTEM_ROOT": str(root),
        "OVERRIDE_IN_DOCKER": "0",  # where this is itself in a container, it is not LocalStack's
        "GATEWAY_LISTEN": f"127.0.0.1:{port}",
        "LOCALSTACK_HOST": f"127.0.0.1:{port}",
        "SQS_ENDPOINT_STRATEGY": "path",
        "DNS_ADDRESS": "0",
        "EAGER_SERVICE_LOADING": "0",
        "DISABLE_EVENTS": "1",
        "DYNAMODB_IN_MEMORY": "1",
        "CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES": "1",
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "LAMBDA_RUNTIME_EXECUTOR": "runtime-client",
        "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT": "120",
        "PYTHONPATH": str(HERE / "executor"),
        "EXECUTOR_JAVA": f"{java_home}/bin/java",
        "EXECUTOR_CLIENT": str(PROJECT / "localstack" / "runtime-client" / "target" / "lib"),
        "EXECUTOR_LOGS": str(WORK / "functions"),
        # the feeds' servers are reached through a proxy, as from many a real network
        "EXECUTOR_ENVIRONMENT": json.dumps(
            {"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "NO_PROXY": "127.0.0.1", "SSL_CERT_FILE": str(certificate)}
        ),
    }
    log = (WORK / "localstack.log").open("wb")
    command = [sys.executable, "-m", "loopback"]
    process = start(processes, command, log, env=environment, stdin=subprocess.DEVNULL, stdout=log)
    endpoint = f"http://127.0.0.1:{port}"
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{endpoint}/_localstack/health", timeout=5).close()
            return endpoint
        except OSError:
            time.sleep(0.5)
    raise Failure("LocalStack does not start, see localstack.log.")


def place_dynamodb(root, java_home):
    libraries = PROJECT / "localstack" / "dynamodb-local" / "target" / "lib"
    java = root / "usr/lib/localstack/java/21/bin/java"
    java.parent.mkdir(parents=True)
    java.write_text(DYNAMODB.format(java=f"{java_home}/bin/java", libraries=libraries))
    java.chmod(0o755)
    marker = root / "usr/lib/localstack/dynamodb-local/2/DynamoDBLocal.jar"
    marker.parent.mkdir(parents=True)
    marker.touch()


def quietly(command, log, seconds, environment=None):
    with log.open("wb") as out:
        try:
            status = subprocess.run(
                command,
                cwd=PROJECT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                timeout=seconds,
            ).returncode
        except subprocess.TimeoutExpired:
            status = f"not done after {seconds} s"
    if status != 0:
        lines = log.read_text(errors="replace").splitlines()
        raise Failure("\n".join([*lines[-40:], f"{' '.join(command[:2])} failed ({status}), see {log.name}."]))


def deploy(sam, endpoint):
    build = WORK / "build"
    quietly([sam, "build", "--build-dir", str(build)], WORK / "sam-build.log", DEPLOY_SECONDS)
    quietly(
        [
            sam,
            "deploy",
            "--template-file",
            str(build / "template.yaml"),
            "--config-file",
            str(PROJECT / "samconfig.toml"),
            "--stack-name",
            STACK,
            "--no-confirm-changeset",
            "--parameter-overrides",
            f"EnabledFeeds={','.join(FEEDS)}",
        ],
        WORK / "sam-deploy.log",
        DEPLOY_SECONDS,
        {"AWS_ENDPOINT_URL": endpoint},
    )


def fire_schedule(endpoint, feed):
    """EventBridge Scheduler takes schedules here but never fires them: this sends what it would."""
    functions = boto3.client(
        "lambda",
        endpoint_url=endpoint,
        config=botocore.config.Config(read_timeout=PIPELINE_SECONDS, retries={"total_max_attempts": 1}),
    )
    answer = functions.invoke(
        FunctionName=f"{STACK}-{feed}-collector",
        Payload=(PROJECT / "events" / "collector-schedule.json").read_bytes(),
    )
    body = answer["Payload"].read().decode()
    if "FunctionError" in answer:
        raise Failure(f"The collector of {feed} failed: {body[:2000]}")


def check(endpoint):
    """The end-to-end test, by endpoint: it puts the file into the drop bucket, waits, and reads the stores."""
    table = WORK / "table.txt"
    command = [
        "./build",
        "--batch-mode",
        "test",
        "--projects=infra",
        "--also-make",
        "-Dspotless.check.skip",
        "-Dtest=EndToEndTest",
        "-Dsurefire.failIfNoSpecifiedTests=false",
        f"-Dintelmq.endpoint={endpoint}",
        f"-Dintelmq.stack={STACK}",
        f"-Dintelmq.table={table}",
    ]
    try:
        quietly(command, WORK / "test.log", PIPELINE_SECONDS + 300)
    finally:
        if table.exists():
            print(table.read_text(), end="", flush=True)


def stop(process):
    """Ends a process and all that it started; there is nothing that they would have to save."""
    for last in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, last)
            process.wait(3)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass


if __name__ == "__main__":
    main()
