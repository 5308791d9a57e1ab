"""Reading the skills of offers: how long a page of 3,000 characters takes, and whether twice is twice.

The pages are made of sentences as offers have them, in four languages, with names drawn from the
lexicon. "names" finds the skills, "context" tells as well how each is meant.

    python -m bench.skills [--pages 200] [--rounds 5] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from app.core.skills.extract import extract
from app.core.skills.lexicon import default_lexicon
from app.core.skills.reading import read_skills
from bench.measure import interleaved

PAGE = 3_000
GROWTH = 8
BLOCKS = {
    "en": (
        "Nimbora is a leading provider of {}.",
        "\nYour tasks\n- You will build services with {} and {}",
        "\nRequirements:\n- {} years of experience with {}, {} and {}\n- {} is a plus, no {} needed",
        "\nBenefits\n- Free lunch and lessons in {}",
    ),
    "fr": (
        "Nimbora, leader de {}, recherche une personne pour son équipe.",
        "\nVos missions :\n• Développer avec {} et {}",
        "\nProfil recherché\n• {} ans d'expérience en {}, {} ou {}\n• {} serait un atout, {} n'est pas exigé",
        "\nNos avantages\n• Mutuelle et cours de {}",
    ),
    "de": (
        "Wir sind ein führender Anbieter von {}.",
        "\nIhre Aufgaben\n* Sie entwickeln mit {} und {}",
        "\nIhr Profil\n* Mindestens {} Jahre Erfahrung mit {}, {} oder {}\n* {} von Vorteil, {} ist nicht nötig",
        "\nWir bieten\n* Obst und Kurse in {}",
    ),
    "ar": (
        "نحن شركة رائدة في {}.",
        "\nالمهام:\n- ستعمل باستخدام {} و{}",
        "\nالمتطلبات\n- خبرة {} سنوات في {} و{} أو {}\n- يفضل {}، ولا يشترط {}",
        "\nالمزايا\n- دروس في {}",
    ),
}


def page(dice: random.Random, length: int = PAGE) -> str:
    language = dice.choice(list(BLOCKS))
    lexicon = default_lexicon()
    text = ""
    while len(text) < length:
        for block in BLOCKS[language]:
            names = [lexicon.label(dice.choice(lexicon.by_code), language) for _ in range(block.count("{}"))]
            if "{} year" in block or "{} ans" in block or "{} Jahre" in block or "{} سنوات" in block:
                names[0] = str(dice.randint(1, 9))
            text += block.format(*names)
    return text[:length]


def measure(pages: int, rounds: int) -> dict[str, float]:
    dice = random.Random(11)
    texts = [page(dice) for _ in range(pages)]
    short, long = "\n".join(texts[:4]), "\n".join(texts[:4] * GROWTH)
    medians = interleaved(
        {
            "names": lambda: [extract(text) for text in texts],
            "context": lambda: [read_skills(text) for text in texts],
            "short": lambda: read_skills(short),
            "long": lambda: read_skills(long),
        },
        rounds,
    )
    return {
        "pages": pages,
        "names_ms_a_page": round(medians["names"] / pages, 2),
        "context_ms_a_page": round(medians["context"] / pages, 2),
        "context_adds_ms": round((medians["context"] - medians["names"]) / pages, 2),
        "times_the_text": GROWTH,
        "times_the_time": round(medians["long"] / medians["short"], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the results here as well")
    options = parser.parse_args()
    line = json.dumps({"bench": "skills", **measure(options.pages, options.rounds)})
    print(line)
    if options.json:
        options.json.write_text(line + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
