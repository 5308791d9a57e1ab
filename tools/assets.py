"""Copy what browsers need from ``node_modules`` into ``static/vendor``. Run after ``npm ci``.

The icon sprite holds exactly the icons that templates name as ``icon("name")``, so that no web
font is needed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/dist/css/bootstrap.rtl.min.css": "bootstrap.rtl.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "bootstrap.bundle.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "chart.js/dist/chart.umd.min.js": "chart.umd.min.js",
    "swagger-ui-dist/swagger-ui.css": "swagger-ui.css",
    "swagger-ui-dist/swagger-ui-bundle.js": "swagger-ui-bundle.js",
}
ICON_NAMES = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']""")
SOURCE_MAP = re.compile(r"\s*(?:/\*|//)# sourceMappingURL=[^\s*]+(?: ?\*/)?\s*$")
SVG_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


class MissingAsset(Exception):
    """A package or an icon is not where it should be; the message says what to do."""


def build(root: Path = ROOT) -> list[Path]:
    """Write every file of ``static/vendor`` anew. Raises MissingAsset."""
    modules, vendor = root / "node_modules", root / "static" / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    written = [_copy(modules / source, vendor / name) for source, name in COPIES.items()]
    sprite = vendor / "icons.svg"
    sprite.write_text(sprite_of(used_icons(root), modules / "bootstrap-icons" / "icons"), "utf-8")
    return [*written, sprite]


def used_icons(root: Path) -> list[str]:
    """Names of the icons in templates, sorted."""
    templates = (root / "templates").rglob("*.html")
    return sorted({name for path in templates for name in ICON_NAMES.findall(path.read_text("utf-8"))})


def sprite_of(names: Iterable[str], folder: Path) -> str:
    """One SVG with a symbol per icon. Raises MissingAsset for a name that the icon set lacks."""
    drawings = [(name, _body(folder / f"{name}.svg")) for name in names]
    symbols = [f'<symbol id="{name}" viewBox="0 0 16 16">{body}</symbol>' for name, body in drawings]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _body(path: Path) -> str:
    found = SVG_BODY.search(_read(path))
    if found is None:
        raise MissingAsset(f"{path.name} is not an SVG drawing")
    return re.sub(r"\s*\n\s*", "", found[1])


def _copy(source: Path, target: Path) -> Path:
    """Source maps are left behind: the comment would only make developer tools ask for them."""
    target.write_text(SOURCE_MAP.sub("\n", _read(source)), "utf-8")
    return target


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise MissingAsset(f"{path.name} not found: run 'npm ci' first, and check the name") from None


def main() -> int:
    try:
        written = build()
    except MissingAsset as missing:
        sys.stderr.write(f"assets: {missing}\n")
        return 1
    sys.stdout.write(f"assets: {len(written)} files in static/vendor\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
