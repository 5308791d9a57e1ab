"""Words right before or after an ambiguous name that show it is a tool: "experience with Go"."""

from __future__ import annotations

from app.core.skills.tokens import Page


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOUNS = _words(
    """
    experience expertise knowledge skills proficiency proficient familiarity familiar command mastery background
    years fluent understanding versed work working works worked home
    maitrise connaissance connaissances experience pratique competence competences notions ans annees bases
    aise travaillons travaille travailler travaillez
    kenntnis kenntnisse kenntnissen erfahrung erfahrungen umgang grundkenntnisse jahre jahren praxis
    arbeiten arbeitest arbeite arbeit
    خبره معرفه اتقان اجاده سنوات
    """
)
_LINKS = _words("with in of using de d du en sur sous avec mit von im في ب")
_VERBS = _words(
    "know knows use uses using master mastering maitrise maitrisez maitrisent maitriser maitrises utilise utilisons "
    "utilisez utiliser utilisant connais connaissez connaitre beherrschen beherrschst nutzen nutzt verwenden kennst "
    "نستخدم نستعمل استخدام تتقن"
)
_AFTER = _words(
    """
    required preferred desirable mandatory essential optional souhaite souhaitee obligatoire requis exige apprecie
    kenntnisse kenntnissen erfahrung erforderlich wunschenswert مطلوب
    """
)
_PREDICATES = _words("is would are est sont serait ist sind ware waren")
_PRAISE = _words(
    "plus must bonus requirement asset advantage nice atout vorteil erforderlich requis indispensable"
)


def is_introduced(page: Page, first: int, after: int) -> bool:
    words, gaps = page.words, page.gaps
    if first > 1 and words[first - 1] in _LINKS and words[first - 2] in _NOUNS:
        return gaps[first] in (" ", "'") and gaps[first - 1] == " "
    if first and words[first - 1] in _VERBS and gaps[first] == " ":
        return True
    if after < len(words) and gaps[after] == " ":
        if words[after] in _PREDICATES:
            return not _PRAISE.isdisjoint(words[after + 1 : after + 4])
        return words[after] in _AFTER
    return False
