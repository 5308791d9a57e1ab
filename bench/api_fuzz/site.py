"""The application with a few demo offers, served on this machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from app.services import demo
from bench.offers import make_app


@dataclass(frozen=True, slots=True)
class Site:
    """``address`` is without a slash at its end."""

    app: Flask
    address: str


def make_demo_app(folder: Path, offers: int) -> Flask:
    app = make_app(folder, 0, base_url="http://localhost", embedder="lexical")
    with app.app_context():
        part = folder / "offers.jsonl"
        with demo.OFFERS.open(encoding="utf-8") as lines:
            part.write_text("".join(islice(lines, offers)), "utf-8")
        demo.load(part)
    return app


@contextmanager
def served(app: Flask) -> Iterator[Site]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_KeepsConnections)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(app, f"http://127.0.0.1:{server.port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _KeepsConnections(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
