"""Data files in small, for tests."""

from __future__ import annotations

from pathlib import Path

HEADER = "label\tkind\tfr\tde\tar\taliases\tbroader\trelated\tflags"
ROWS = """
Programming|knowledge|Programmation|Programmierung|البرمجة|Coding;برمجة|||
Python|tool|||بايثون|Python 3|Programming||
Java|tool|||جافا||Programming||
C++|tool||||cpp|Programming||
C#|tool|||||Programming||
C|tool||||Langage C|Programming||context:langage~embedded
Go|tool||||Golang|Programming||context:golang~developer~kubernetes
R|tool||||RStudio|Programming||context:statistics~statistiques
.NET|tool||||dotnet||C#|
Node.js|tool||||NodeJS|||
React|tool||||React.js|||context:frontend~angular
Vue.js|tool||||Vue;VueJS|||context:angular~react
CI/CD|method||||Continuous integration|||
Research and development|knowledge|Recherche et développement|Forschung und Entwicklung||R&D|||
Databases|knowledge|Bases de données|Datenbanken|قواعد البيانات|Database;SGBD|||
SQL|tool|||||Databases||
Machine learning|knowledge|Apprentissage automatique|Maschinelles Lernen|تعلم الآلة|ML|||
Artificial intelligence|knowledge|Intelligence artificielle|Künstliche Intelligenz|الذكاء الاصطناعي|AI|||
SAP ERP|tool||||SAP|||context:erp~module~kenntnisse
Microsoft Excel|tool|Excel|Excel|إكسل|MS Excel|||context:word~bureautique
Accounting|knowledge|Comptabilité|Buchhaltung|المحاسبة||||
Teamwork|soft|Travail d'équipe|Teamfähigkeit|العمل الجماعي||||
Power BI|tool||||PowerBI|||
scikit-learn|tool||||sklearn|||
Unit testing|method|Tests unitaires|Unit-Tests|||||
AWS|tool||||Amazon Web Services|||case
EDI|knowledge||||Electronic data interchange|||case
"""
NOT_SKILLS = "# phrases\n\nsur le plan technique\njava island\n"


def write_folder(folder: Path, rows: str, not_skills: str = "") -> Path:
    """Data files from rows written with | for tab and ~ for the | inside a flag."""
    lines = [row.replace("|", "\t").replace("~", "|") for row in rows.strip().splitlines()]
    (folder / "sample.tsv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    if not_skills:
        (folder / "not_skills.txt").write_text(not_skills, encoding="utf-8")
    return folder
