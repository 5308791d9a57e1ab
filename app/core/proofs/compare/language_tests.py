"""Language tests and what their scores mean on the CEFR, each by the table of who publishes it.

- IELTS: "IELTS and the CEFR", ielts.org: 4 B1, 5.5 B2, 7 C1, 8.5 C2.
- TOEFL iBT: "Compare TOEFL iBT scores", ets.org: of 120: 42 B1, 72 B2, 95 C1, 114 C2; since 2026 of 6: 1 A1, 2 A2,
  3 B1, 4 B2, 5 C1, 6 C2.
- TOEIC Listening and Reading: "Mapping the TOEIC tests on the CEFR", ETS: sums of both parts: 120 A1, 225 A2,
  550 B1, 785 B2, 945 C1.
- TCF: "Grille de correspondance", France Education international: a hundred points a level, from 100 for A1.
- TestDaF: "TestDaF-Niveaustufen", TestDaF-Institut: TDN 3 B2, TDN 4 between B2 and C1 (counted as B2), TDN 5 C1.
- DELF, DALF, Goethe-Zertifikat, telc, Cambridge English: the level is the name of the diploma.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Test:
    """``names`` are folded. ``language`` is ISO 639-1, empty when the test exists for several.

    ``scores`` lists (least score, level) from the best down, for a total of at most ``highest``; empty when the
    level is printed. ``years`` is how long its publisher says that a result is valid, 0 for ever.
    """

    name: str
    names: tuple[str, ...]
    language: str
    owners: tuple[str, ...]
    source: str
    scores: tuple[tuple[float, str], ...] = ()
    highest: float = 0.0
    years: int = 0


_SIXTH = ((6, "C2"), (5, "C1"), (4, "B2"), (3, "B1"), (2, "A2"), (1, "A1"))

TESTS = (
    Test(
        "IELTS",
        ("ielts", "international english language testing system"),
        "en",
        ("British Council", "IDP", "Cambridge"),
        "ielts.org",
        ((8.5, "C2"), (7, "C1"), (5.5, "B2"), (4, "B1")),
        9,
        2,
    ),
    Test(
        "TOEFL",
        ("toefl", "test of english as a foreign language"),
        "en",
        ("ETS",),
        "ets.org",
        ((114, "C2"), (95, "C1"), (72, "B2"), (42, "B1")),
        120,
        2,
    ),
    Test(
        "TOEIC",
        ("toeic", "test of english for international communication"),
        "en",
        ("ETS",),
        "ETS",
        ((945, "C1"), (785, "B2"), (550, "B1"), (225, "A2"), (120, "A1")),
        990,
        2,
    ),
    Test(
        "TCF",
        ("tcf", "test de connaissance du francais"),
        "fr",
        ("France Éducation international", "Institut français", "Alliance française"),
        "France Éducation international",
        ((600, "C2"), (500, "C1"), (400, "B2"), (300, "B1"), (200, "A2"), (100, "A1")),
        699,
        2,
    ),
    Test(
        "TEF",
        ("tef", "test d evaluation de francais"),
        "fr",
        ("CCI Paris Île-de-France",),
        "CCI Paris Île-de-France",
        years=2,
    ),
    Test(
        "DALF",
        ("dalf", "diplome approfondi de langue francaise"),
        "fr",
        (
            "France Éducation international",
            "Ministère de l'Éducation nationale",
            "Institut français",
            "Alliance française",
        ),
        "France Éducation international",
    ),
    Test(
        "DELF",
        ("delf", "diplome d etudes en langue francaise"),
        "fr",
        (
            "France Éducation international",
            "Ministère de l'Éducation nationale",
            "Institut français",
            "Alliance française",
        ),
        "France Éducation international",
    ),
    Test(
        "Goethe-Zertifikat",
        ("goethe zertifikat", "goethe institut"),
        "de",
        ("Goethe-Institut",),
        "Goethe-Institut",
    ),
    Test(
        "TestDaF",
        ("testdaf", "test deutsch als fremdsprache"),
        "de",
        ("TestDaF-Institut",),
        "TestDaF-Institut",
        ((5, "C1"), (3, "B2")),
        5,
    ),
    Test("telc", ("telc",), "", ("telc",), "telc"),
    Test(
        "Cambridge English",
        (
            "cambridge english",
            "cambridge assessment english",
            "b2 first",
            "c1 advanced",
            "c2 proficiency",
            "b1 preliminary",
            "a2 key",
        ),
        "en",
        ("Cambridge",),
        "Cambridge English",
    ),
)


def level_of_score(test: Test, score: float) -> str | None:
    """The CEFR level of a total score; None below the lowest level of the table or above the highest score."""
    if not test.scores or score < 0 or score > test.highest:
        return None
    scores = _SIXTH if test.name == "TOEFL" and score <= 6 else test.scores
    return next((level for least, level in scores if score >= least), None)
