from __future__ import annotations

import os
import signal
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.cv.reading import lockdown, sandbox

LOCKED = """
import sys; sys.path.insert(0, {root!r})
from app.core.cv.reading.lockdown import lock_down
import socket, subprocess, os
lock_down(400 << 20, 1)
{code}
"""
START = """
import subprocess, sys, time
subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)', '{name}'], stdout=subprocess.DEVNULL)
"""
ROOT = str(Path(lockdown.__file__).parents[4])


def python(code: str, wall: float = 10, most: int = 1_000) -> sandbox.Outcome:
    with open(os.devnull, "rb") as nothing:
        return sandbox.run([sys.executable, "-I", "-c", code], nothing.fileno(), wall, most)


def locked(code: str, wall: float = 10) -> sandbox.Outcome:
    return python(LOCKED.format(root=ROOT, code=code), wall)


def processes_naming(word: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if word.encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def eventually(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 5
    while time.monotonic() < end and not condition():
        time.sleep(0.02)
    return condition()


def test_what_is_written_comes_back() -> None:
    assert python("print('hello')") == sandbox.Outcome(b"hello\n")


def test_standard_input_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"content")
    code = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"
    with (tmp_path / "f").open("rb") as file:
        assert sandbox.run([sys.executable, "-c", code], file.fileno(), 10, 100).output == b"tnetnoc"


def test_the_environment_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary-5b1f")
    assert b"canary" not in python("import os; print(dict(os.environ))").output


def test_a_process_that_hangs_is_killed_with_its_children() -> None:
    name = f"sleeper-{uuid.uuid4()}"
    code = START.format(name=name) + "print(1, flush=True); time.sleep(99)"
    outcome = python(code, wall=1.5)
    assert outcome.late
    assert eventually(lambda: not processes_naming(name))


def test_a_child_left_behind_is_killed_too() -> None:
    name = f"sleeper-{uuid.uuid4()}"
    code = START.format(name=name)
    assert not python(code).late
    assert eventually(lambda: not processes_naming(name))


def test_too_much_output_ends_it() -> None:
    outcome = python("while True: print('x' * 1000)", most=5_000)
    assert outcome.oversized
    assert len(outcome.output) == 5_000


def test_output_that_drips_without_end_is_late() -> None:
    assert python("import time\nwhile True: print('x', flush=True); time.sleep(.05)", wall=0.8).late


def test_a_closed_output_ends_it_at_once() -> None:
    assert not python("import os, time; os.close(1); time.sleep(99)", wall=60).late


def test_a_crash_is_told_by_its_signal() -> None:
    assert python("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)").signal == signal.SIGSEGV


@pytest.mark.parametrize(
    "code",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('e.example', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
    ],
)
def test_locked_down_code_reaches_nothing(code: str) -> None:
    outcome = locked(
        f"try:\n    {code}\nexcept PermissionError as e:\n    print('no')\nelse:\n    print('done')"
    )
    assert outcome.output == b"no\n"


def test_locked_down_code_writes_no_file(tmp_path: Path) -> None:
    locked(f"open({str(tmp_path / 'f')!r}, 'w').write('x' * 100)")
    assert not (tmp_path / "f").exists() or (tmp_path / "f").stat().st_size == 0


def test_locked_down_memory_ends() -> None:
    assert locked("try:\n    bytearray(600 << 20)\nexcept MemoryError:\n    print('no')").output == b"no\n"


def test_locked_down_processor_time_ends() -> None:
    assert locked("while True: pass", wall=30).signal in {signal.SIGKILL, signal.SIGXCPU}
