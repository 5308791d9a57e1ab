from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.ai.onnx_model import PIECES_PER_RUN, ROWS_PER_RUN, _batches


@given(st.lists(st.integers(1, 254), max_size=60))
def test_every_row_is_run_once_in_runs_that_fit(lengths: list[int]) -> None:
    batches = list(_batches(lengths))
    assert sorted(place for batch in batches for place in batch) == list(range(len(lengths)))
    for batch in batches:
        longest = max(lengths[place] for place in batch) + 2
        assert len(batch) <= ROWS_PER_RUN
        assert len(batch) == 1 or len(batch) * longest <= PIECES_PER_RUN
