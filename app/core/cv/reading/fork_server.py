"""A process that has the parsers loaded and starts a copy of itself for each file: a fresh interpreter and its
imports take longer than reading a page.

It never looks at a file. It has one thread and no data of a request, so a copy is whole and knows nothing. Of each
copy it says how it ended, to the one who asked (``fork_client``).
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module

from app.core.cv.reading.lockdown import end_with_parent

IDLE = 120.0  # seconds without a child until it ends
MOST_ASKED = 1 << 16  # bytes of a request
_DESCRIPTORS = 3


def serve(descriptor: int) -> None:
    """Until the other end of the socket is closed, or nobody asked for a while.

    A packet is a JSON object {module, arguments} with three descriptors: the child's stdin, its stdout, and a
    socket for its life. When the other end of that one is shut, the child and its group are killed and its wait
    status comes back as text.
    """
    gc.disable()
    control = socket.socket(fileno=descriptor)
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        while ready := selector.select(None if len(selector.get_map()) > 1 else IDLE):
            for key, _ in ready:
                if key.fileobj is not control:
                    _end(selector, key)
                elif not _start(control, selector):
                    _end_all(selector, control)
                    return


def _start(control: socket.socket, selector: selectors.DefaultSelector) -> bool:
    """False when nobody can ask any more."""
    said, descriptors, _, _ = socket.recv_fds(control, MOST_ASKED, _DESCRIPTORS)
    if not said:
        return False
    upload, output, life = descriptors
    asked = json.loads(said)
    main = main_of(asked["module"], *asked["arguments"])
    gc.freeze()  # what is loaded stays shared: no copy looks through it for garbage
    child = os.fork()
    if not child:
        ours = [selector.fileno(), life, *(key.fd for key in selector.get_map().values())]
        _become(partial(main, *asked["arguments"]), upload, output, ours)
    os.close(upload)
    os.close(output)
    selector.register(socket.socket(fileno=life), selectors.EVENT_READ, child)
    return True


def main_of(module: str, *arguments: str) -> Callable[..., None]:
    """Its ``main``, once its ``prepare``, if it has one, has loaded what ``main`` needs for these arguments."""
    loaded = import_module(module)
    if prepare := getattr(loaded, "prepare", None):
        prepare(*arguments)
    main: Callable[..., None] = loaded.main
    return main


def _become(main: Callable[[], None], upload: int, output: int, others: list[int]) -> None:
    """Never comes back."""
    try:
        end_with_parent()
        os.setsid()
        os.dup2(upload, 0)
        os.dup2(output, 1)
        for descriptor in (upload, output, *others):
            os.close(descriptor)
        gc.enable()
        main()
    finally:
        os._exit(1)


def _end(selector: selectors.DefaultSelector, key: selectors.SelectorKey) -> None:
    life, child = key.fileobj, key.data
    selector.unregister(life)
    for kill in (os.killpg, os.kill):  # the second for a child that does not lead its group yet
        with suppress(ProcessLookupError):
            kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)  # until now the id is surely that of the child
    if isinstance(life, socket.socket):
        with suppress(OSError):  # whoever asked has gone
            life.sendall(str(status).encode())
        life.close()


def _end_all(selector: selectors.DefaultSelector, control: socket.socket) -> None:
    for key in list(selector.get_map().values()):
        if key.fileobj is not control:
            _end(selector, key)
