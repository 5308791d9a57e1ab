"""The shape of the tree, held by reading it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "job_scraper", "course_scraper", "outgoing", "record_files")
CODE = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
MAX_MODULE = 300
MAX_FUNCTION = 50
MAX_VIEW = 20
# Imports inside functions are for heavy or optional things; each place is named with its reason.
LAZY_IMPORTS = {
    "app/ai/chat/engines.py": "the SDK of one provider costs half a second; only who asks that provider pays",
    "job_scraper/importing/html_page.py": "extruct brings an RDF library along; half a second for pages that need it",
    "course_scraper/chroma_index.py": "Chroma costs 0.7 s and 80 MB; only who builds or probes the index pays",
    "app/traces/__init__.py": "OpenTelemetry is an option; only who names a collector pays, or needs it installed",
    "app/core/cv/reading/__init__.py": "the child itself has no use for what starts it",
    "app/__init__.py": "the CV reader's child process imports app.core without paying for Flask",
}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in CODE:
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return (node.end_lineno or 0) - first.lineno + 1


def test_modules_keep_to_their_room() -> None:
    lines = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in CODE}
    assert not {name: count for name, count in lines.items() if count > MAX_MODULE}


def test_functions_are_short() -> None:
    long = {
        f"{name}:{node.name}": length(node)
        for name, tree in trees()
        for node in functions(tree)
        if length(node) > MAX_FUNCTION
    }
    assert not long


def test_views_are_short() -> None:
    long = {
        f"{name}:{node.name}": length(node)
        for name, tree in trees()
        if name.startswith(("app/web/", "app/api/"))
        for node in functions(tree)
        if any(_is_route(decorator) for decorator in node.decorator_list) and length(node) > MAX_VIEW
    }
    assert not long


def test_no_module_is_called_utils() -> None:
    assert not [path for path in CODE if path.stem in {"utils", "helpers", "misc", "common"}]


@pytest.mark.parametrize(
    ("what", "where"),
    [
        ("os.environ", ("app/settings.py",)),
        ("os.getenv", ()),
        (".commit(", ("app/services/",)),
        ("|safe", ()),
        ("shell=True", ()),
        ("pickle.load", ()),
        ("verify=False", ()),
    ],
)
def test_is_only_used_where_it_belongs(what: str, where: tuple[str, ...]) -> None:
    users = [path.relative_to(ROOT).as_posix() for path in CODE if what in path.read_text("utf-8")]
    assert [name for name in users if not name.startswith(where or ("nowhere",))] == []


def test_the_request_is_known_to_the_doors_alone() -> None:
    """And to what keeps the reader's language for the length of one."""
    for name, tree in trees():
        if name.startswith(("app/web/", "app/api/")) or name == "app/words/language.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "flask":
                assert not {"request", "session", "g"} & {alias.name for alias in node.names}, name


def test_nothing_outside_the_client_module_goes_out() -> None:
    for name, tree in trees():
        if name.startswith("outgoing/"):
            continue
        for node in ast.walk(tree):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in modules:
                assert module.split(".")[0] not in {"requests", "httpx", "urllib3", "aiohttp"}, name
                assert module not in {"urllib.request", "http.client"}, name


def test_imports_stand_at_the_top() -> None:
    for name, tree in trees():
        inside = [
            node
            for function in functions(tree)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert not inside or name in LAZY_IMPORTS, name


def test_no_fault_is_swallowed() -> None:
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                only_pass = len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
                assert not only_pass, f"{name}:{node.lineno}"
                assert node.type is not None, f"{name}:{node.lineno}"


def test_everything_is_typed() -> None:
    missing = [
        f"{name}:{node.name}"
        for name, tree in trees()
        for node in functions(tree)
        if node.returns is None
        or any(a.annotation is None and a.arg not in {"self", "cls"} for a in node.args.args)
    ]
    assert not missing


def _is_route(decorator: ast.expr) -> bool:
    call = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(call, ast.Attribute) and call.attr in {"get", "post", "put", "patch", "delete", "route"}
