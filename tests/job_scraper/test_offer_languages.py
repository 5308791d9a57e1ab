"""The language of an offer."""

from __future__ import annotations

import pytest

from job_scraper.normalise.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Nous recherchons une personne motivée pour rejoindre notre équipe et "
            "développer des outils avec vous.",
            "fr",
        ),
        (
            "We are looking for a motivated person to join our team and build tools with you in the office.",
            "en",
        ),
        (
            "Wir suchen eine engagierte Person für unser Team, die mit uns neue "
            "Werkzeuge entwickelt und testet.",
            "de",
        ),
        ("نبحث عن شخص متحمس للانضمام إلى فريقنا وتطوير الأدوات معنا في المكتب", "ar"),
        (
            "Wij zoeken een enthousiaste collega die met ons aan nieuwe producten "
            "werkt en graag bij ons wil zijn.",
            "nl",
        ),
        (
            "Cerchiamo una persona motivata per il nostro gruppo che lavori con "
            "noi a nuovi prodotti e servizi.",
            "it",
        ),
        (
            "Buscamos una persona motivada para nuestro equipo que trabaje con "
            "nosotros en los nuevos productos.",
            "es",
        ),
        (
            "Procuramos uma pessoa motivada para a nossa equipa que trabalhe com a "
            "nossa empresa em novos produtos.",
            None,
        ),
        ("Αναζητούμε άτομο με όρεξη για δουλειά στην ομάδα μας στην Αθήνα και στη Θεσσαλονίκη", None),
        ("12345 67890 --- !!!", None),
        ("", None),
    ],
)
def test_texts(text: str, code: str | None) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Développeur Python pour le web H/F", "fr"),
        ("Assistant to the Director of Sales", "en"),
        ("Mitarbeiter für die Buchhaltung (m/w/d)", "de"),
        ("مهندس برمجيات", "ar"),
        ("XYZ", None),
    ],
)
def test_titles_alone(title: str, code: str | None) -> None:
    assert language_of("", title) == code
