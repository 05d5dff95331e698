"""The storm at the real Roundup and at the webhook's receiver: half of all answers bad, and the sender is killed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .fault_proxy import FaultProxy
from .roundup.agent import RoundupSide
from .roundup.ledger import roundup_way
from .roundup.ledger import tickets_there as at_roundup
from .roundup.server import RoundupServer
from .storm import Sender
from .test_storm import MOST, SEED, through
from .webhook.agent import WebhookSide
from .webhook.ledger import tickets_there as at_webhook
from .webhook.ledger import webhook_way
from .webhook.server import WebhookServer

BEHIND_A_PROXY = {"allowed_api_origins": "*", "csrf_enforce_header_host": "no"}
"""What comes through the proxy names the proxy's address as the one it is for."""


def test_p02_nothing_is_lost_or_doubled_at_the_real_roundup_behind_a_bad_line(tmp_path: Path) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="roundup") as folder,
        RoundupServer(Path(folder), **BEHIND_A_PROXY) as server,
        FaultProxy(server.url, SEED, most=MOST) as proxy,
    ):
        way = roundup_way(proxy.url, server.passwords["employee"], 30.0)
        sender = Sender(tmp_path / f"storm{os.getpid()}", way)
        through("Roundup", proxy, sender, lambda mark: at_roundup(RoundupSide(server), mark))


def test_p02_nothing_is_lost_or_doubled_at_a_webhook_behind_a_bad_line(
    tmp_path: Path, webhook_server: WebhookServer
) -> None:
    with FaultProxy(f"http://127.0.0.1:{webhook_server.port}", SEED, most=MOST) as proxy:
        way = webhook_way(f"{proxy.url}/deskside/", webhook_server.secrets["employee"], 30.0)
        sender = Sender(tmp_path / f"storm{os.getpid()}", way)
        through("Webhook", proxy, sender, lambda mark: at_webhook(WebhookSide(webhook_server), mark))
