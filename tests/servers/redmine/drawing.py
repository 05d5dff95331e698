"""What the real Redmine draws of many texts at once, without a ticket for each."""

from __future__ import annotations

import json

from ..page import Element, page_of
from .server import HERE, RedmineServer


def drawn(server: RedmineServer, sources: list[str]) -> list[Element]:
    """Each as the page of a ticket shows it: formatted, with Redmine's own links and macros."""
    texts = server.folder / "texts.json"
    texts.write_text(json.dumps(sources), "utf-8")
    program = f"ENV['DRAW_TEXTS'] = {json.dumps(str(texts))}; load {json.dumps(str(HERE / 'draw.rb'))}"
    pages = json.loads(server.rails(program).splitlines()[-1])
    return [page_of(page).root for page in pages]
