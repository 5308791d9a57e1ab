"""``python -m app.mcp``: an assistant's way in, over standard input and output or, with ``--http``, the network."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

from flask import Flask

from app import create_app
from app.mcp import network
from app.mcp.calls import Door, Visit, visit
from app.mcp.server import build

PORT = 5001
HERE = "127.0.0.1"


def main(arguments: Sequence[str] | None = None) -> None:
    asked = _parser().parse_args(arguments)
    if asked.home:
        os.chdir(asked.home)  # where .env and the data folder are looked for
    with redirect_stdout(sys.stderr):  # standard output carries messages alone; logs go the other way
        app = create_app()
    if asked.http:
        _serve_network(app, asked.bind, asked.port)
    else:
        _serve_parent(app)


def _serve_parent(app: Flask) -> None:
    token = app.extensions["settings"].token.get_secret_value()
    visit.set(Visit(token, HERE))
    build(Door(app)).run("stdio")


def _serve_network(app: Flask, host: str, port: int) -> None:
    settings, door = app.extensions["settings"], Door(app)
    application = network.application(build(door), door, settings)
    network.run(network.listening(application, host, port), settings.web_threads)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m app.mcp", description=__doc__)
    parser.add_argument(
        "--http", action="store_true", help="serve over HTTP instead of standard input and output"
    )
    parser.add_argument("--bind", default=HERE, help="address to listen on (default: this computer only)")
    parser.add_argument("--port", type=_port, default=PORT, help=f"port to listen on (default: {PORT})")
    parser.add_argument("--home", type=_folder, help="folder to run in, where .env and the data are")
    return parser


def _port(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 6 and 0 < int(given) < 65536):
        raise argparse.ArgumentTypeError("a number from 1 to 65535")
    return int(given)


def _folder(given: str) -> Path:
    path = Path(given).expanduser()
    if not path.is_dir():
        raise argparse.ArgumentTypeError("there is no such folder")
    return path


if __name__ == "__main__":
    main()
