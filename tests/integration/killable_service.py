"""A process that forks one poll after another and can kill each at its Nth step towards disk, database or network.

Reads one JSON object a line from standard input, `{"config": path, "kill_at": N or null, "kill_after": seconds or
null}`, and answers each with `{"killed": bool, "steps": N}`. Forking from a process that has
everything loaded makes a run take a second, not five.
"""

import json
import os
import signal
import sys
import threading
from pathlib import Path

from sqlalchemy import Engine, event

import service
from config.logging import set_up_logging
from config.settings import load_settings

STEPS = {"os.rename", "imaplib.send", "smtplib.connect", "smtplib.send", "socket.connect"}


def poll_once(wanted, classifier, report):
    """Runs in the forked child: every step is counted, and the one asked for is never taken."""
    taken, kill_at = 0, wanted["kill_at"]
    if wanted.get("kill_after") is not None:
        end = threading.Timer(wanted["kill_after"], os.kill, (os.getpid(), signal.SIGKILL))
        end.daemon = True
        end.start()

    def step(*_):
        nonlocal taken
        taken += 1
        if taken == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda name, _: step() if name in STEPS else None)
    event.listen(Engine, "begin", step)
    event.listen(Engine, "commit", step)
    installation = service.Service(load_settings(Path(wanted["config"])))
    installation.sites.general.__dict__["classifier"] = classifier
    installation.poll()
    os.write(report, str(taken).encode())


def main():
    set_up_logging("json")
    classifier = service.Service(load_settings()).classifier
    for line in sys.stdin:
        wanted = json.loads(line)
        read_end, write_end = os.pipe()
        child = os.fork()
        if child == 0:
            poll_once(wanted, classifier, write_end)
            os._exit(0)
        os.close(write_end)
        _, status = os.waitpid(child, 0)
        steps = os.read(read_end, 20)
        os.close(read_end)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        sys.stdout.write(json.dumps({"killed": killed, "steps": int(steps or 0)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
