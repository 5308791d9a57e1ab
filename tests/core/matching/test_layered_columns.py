"""Two layers of columns, one of them in files, give what one fresh layer gives."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.matching import layered
from app.core.matching.column_files import ABOUT, DamagedColumns, read, write
from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate, Offer
from app.core.matching.layered import LayeredColumns, totals
from tests.core.matching.examples import CANDIDATE, OFFER, candidates, checked, offer_lists

OFFERS = [
    OFFER,
    replace(OFFER, id=8, title="Boulanger", city="Nowhere on Sea", country="GB", skill_years={"python": 3.0}),
    replace(OFFER, id=9, title="", required=(), wished=(), languages={"de": "B2"}, salary_year_eur=(30_000.0, None)),
]  # fmt: skip
changes = st.lists(st.tuples(offer_lists, st.lists(st.integers(1, 12), max_size=3)), min_size=1, max_size=4)


def by_offer(candidate: Candidate, columns: LayeredColumns) -> dict[int, tuple[str, float]]:
    """Total (as text, for NaN) and confidence."""
    found = totals(candidate, columns)
    rows = zip(found.ids.tolist(), found.total, found.confidence, strict=True)
    return {id_: (str(total), float(confidence)) for id_, total, confidence in rows}


@checked
@given(candidates, offer_lists, changes, st.booleans())
def test_layers_equal_one_fresh_layer(
    candidate: Candidate, first: list[Offer], batches: list[tuple[list[Offer], list[int]]], stored: bool
) -> None:
    base, kept = OfferColumns.from_offers(first), {offer.id: offer for offer in first}
    with TemporaryDirectory() as folder:
        if stored:
            write(base, Path(folder))
            base = read(Path(folder))
        columns = LayeredColumns.on(base)
        for changed, removed in batches:
            columns = columns.replaced(changed, removed)
            kept = {id_: offer for id_, offer in kept.items() if id_ not in removed}
            kept |= {offer.id: offer for offer in changed}
        expected = by_offer(candidate, LayeredColumns.of(kept.values()))
        assert len(columns) == len(kept) == len(columns.ids)
        assert by_offer(candidate, columns) == expected
        assert by_offer(candidate, LayeredColumns.on(columns.folded())) == expected


def test_an_older_value_stays_as_it_was() -> None:
    before = LayeredColumns.of(OFFERS)
    scores = by_offer(CANDIDATE, before)
    before.replaced([replace(OFFER, title="Luthier")], removed=[9])
    assert by_offer(CANDIDATE, before) == scores


def test_layers_are_folded_once_much_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layered, "FEWEST_CHANGES", 2)
    few = LayeredColumns.of(OFFERS).replaced([OFFER], removed=[8])
    assert not few.is_heavy
    assert few.replaced([], removed=[9]).is_heavy
    assert not LayeredColumns.on(few.folded()).is_heavy


def test_stored_columns_are_mapped_and_cannot_be_changed(tmp_path: Path) -> None:
    write(OfferColumns.from_offers(OFFERS), tmp_path)
    found = read(tmp_path)
    assert isinstance(found.skills.postings.rows.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        found.ids[0] = 1


def test_columns_of_no_offer_can_be_stored(tmp_path: Path) -> None:
    write(OfferColumns.empty(), tmp_path)
    assert len(read(tmp_path)) == 0


@pytest.mark.parametrize("cut", [0, 1, 60])
def test_every_damage_is_seen(tmp_path: Path, cut: int) -> None:
    write(OfferColumns.from_offers(OFFERS), tmp_path)
    for path in sorted(tmp_path.iterdir()):
        whole = path.read_bytes()
        flipped = bytes([*whole[:-1], whole[-1] ^ 1])
        for harm in (whole[:-cut] if cut else b"", flipped):
            if harm[128:] == whole[128:] and path.name != ABOUT:
                continue  # it has no values that could be lost
            path.write_bytes(harm)
            with pytest.raises(DamagedColumns):
                read(tmp_path)
        path.unlink()
        with pytest.raises(DamagedColumns):
            read(tmp_path)
        path.write_bytes(whole)
    assert len(read(tmp_path)) == len(OFFERS)


def test_names_of_files_lead_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    write(OfferColumns.from_offers(OFFERS), tmp_path / "here")
    (tmp_path / "here" / "offers.ids.npy").rename(tmp_path / "offers.ids.npy")
    _check, said = json.loads((tmp_path / "here" / ABOUT).read_text("utf-8"))
    (tmp_path / "here" / ABOUT).write_text(
        json.dumps([0, said.replace("offers.ids", "../offers.ids")]), "utf-8"
    )
    with pytest.raises(DamagedColumns):
        read(tmp_path / "here")
