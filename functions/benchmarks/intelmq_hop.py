"""What a hop costs in IntelMQ: decodes events, reads three fields of each, changes one, encodes.

intelmq_hop.py FILE SECONDS prints events per second of CPU time; FILE has an event a line, as IntelMQ's queues hold them.
"""

import json
import sys
import time
import warnings
from importlib import resources

warnings.simplefilter("ignore")

from intelmq.lib.message import MessageFactory  # noqa: E402


def hop(line, harmonization):
    event = MessageFactory.unserialize(line, harmonization=harmonization, default_type="Event")
    read = (event.get("time.source"), event.get("source.ip"), event.get("classification.type"))
    event.change("classification.identifier", read[2])
    return MessageFactory.serialize(event)


def main(file, seconds):
    with open(file, encoding="utf-8") as lines:
        events = lines.read().splitlines()
    # a bot reads it once, when it starts
    harmonization = json.loads(resources.files("intelmq").joinpath("etc", "harmonization.conf").read_text())

    for line in events[:100]:
        before, after = json.loads(line), json.loads(hop(line, harmonization))
        assert after == before | {"classification.identifier": before["classification.type"]}, after

    done = 0
    start = time.process_time()
    while (elapsed := time.process_time() - start) < seconds:
        for line in events[:500]:
            hop(line, harmonization)
        done += 500
        events = events[500:] + events[:500]
    print(done / elapsed)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
