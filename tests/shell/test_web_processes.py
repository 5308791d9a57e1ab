"""How web processes are started."""

from __future__ import annotations

import subprocess
import sys

from app.settings import ROOT

LOADED = """
import runpy, sys
found = runpy.run_path("gunicorn_config.py")
print(found["raw_env"], "numpy" in sys.modules)
"""


def test_matrix_products_have_one_thread_in_each_web_process() -> None:
    """numpy reads the number when it is imported: never before the web processes have it."""
    said = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert said.stdout.split("\n")[0] == "['OPENBLAS_NUM_THREADS=1'] False"
