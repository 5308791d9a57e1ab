"""What is dear on purpose, and costs most of the time of tests that look at something else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from argon2 import PasswordHasher

from app.services import passwords

REAL_HASHER = passwords._hasher
MEMORY = Path("/dev/shm")  # files that are never written to a disk, so that nobody waits for one
ROOM = 2 * 1024**3


def cheap_passwords() -> None:
    """Guessing them is made slow; here they are checked thousands of times."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords._NOBODY = passwords._of_nobody()


def files_in_memory() -> None:
    """For ``tmp_path``, where there is room."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
