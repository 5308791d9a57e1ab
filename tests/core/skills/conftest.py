from __future__ import annotations

import pytest

from app.core.skills.lexicon import Lexicon, default_lexicon, load_lexicon
from tests.core.skills.sample import NOT_SKILLS, ROWS, write_folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """A lexicon of a few skills, so that a test shows all it depends on."""
    return load_lexicon(write_folder(tmp_path_factory.mktemp("skills"), ROWS, NOT_SKILLS))


@pytest.fixture(scope="session")
def shipped() -> Lexicon:
    return default_lexicon()
