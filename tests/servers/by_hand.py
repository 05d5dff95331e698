"""One of this tier's servers for people: ``python -m tests.servers.by_hand NAME start|stop FOLDER``.

``start`` leaves it running; FOLDER, which should be new and its path short, says who may sign in (mode 600).
``stop`` ends what that started and nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .djangohelpdesk.server import HelpdeskServer
from .mail.server import MailServer
from .redmine.server import RedmineServer
from .roundup.server import RoundupServer
from .rt.server import RequestTrackerServer
from .running import NoServer
from .webhook.server import WebhookServer

SERVERS = {
    "rt": RequestTrackerServer,
    "redmine": RedmineServer,
    "roundup": RoundupServer,
    "djangohelpdesk": HelpdeskServer,
    "mail": MailServer,
    "webhook": WebhookServer,
}


def main(arguments: list[str]) -> int:
    if len(arguments) != 3 or arguments[0] not in SERVERS or arguments[1] not in ("start", "stop"):
        sys.stderr.write(f"usage: by_hand.py {'|'.join(SERVERS)} start|stop FOLDER\n")
        return 2
    name, wish, folder = arguments[0], arguments[1], Path(arguments[2])
    folder.mkdir(parents=True, exist_ok=True)
    server = SERVERS[name](folder)
    try:
        server.start() if wish == "start" else server.stop()
    except NoServer as problem:
        sys.stderr.write(f"{name} does not {wish}: {problem}\n")
        server.stop()
        return 1
    if wish == "start":
        where = server.url if isinstance(server.url, str) else "its ports"
        secrets = folder / ("keys" if name == "webhook" else "env")
        sys.stdout.write(f"{name} runs at {where}; who may sign in stands in {secrets}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
