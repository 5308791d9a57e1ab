"""What every new application compiles again, kept for all tests of a process: the routes' address builders
(nine tenths of making an application), the templates' code and the text of SQL statements."""

from __future__ import annotations

from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

_COMPILED = ("_parts", "_trace", "_converters", "_build", "_build_unknown")
_rules: dict[object, dict[str, Any]] = {}
_compile_rule = Rule.compile


def _compile_once(rule: Rule) -> None:
    """A rule is compiled from how it is written and which converters there are."""
    assert rule.map
    converters = frozenset(rule.map.converters.items())
    written = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, rule.map.host_matching)
    key = (written, repr(rule.defaults), converters)
    if key not in _rules:
        _compile_rule(rule)
        _rules[key] = {name: vars(rule)[name] for name in _COMPILED} | {"arguments": set(rule.arguments)}
        return
    known = _rules[key]
    rule.arguments |= known["arguments"]
    rule._parts, rule._trace, rule._converters = known["_parts"], known["_trace"], known["_converters"]
    for name in ("_build", "_build_unknown"):
        setattr(rule, name, known[name].__func__.__get__(rule, None))


class _Memory(BytecodeCache):
    def __init__(self) -> None:
        self.codes: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self.codes.get(bucket.key)
        if known and known[0] == bucket.checksum:
            bucket.code = known[1]

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = (bucket.checksum, bucket.code)


_templates = _Memory()


def keep_routes() -> None:
    Rule.compile = _compile_once  # type: ignore[method-assign]


def keep_templates(app: Flask) -> None:
    app.jinja_env.bytecode_cache = _templates


_dialects: dict[str, Any] = {}
_statements: LRUCache[Any, Any] = LRUCache(4000)


def keep_statements(engine: Engine) -> None:
    """Statements are kept for the object that wrote them: from now on that of the first connected engine."""
    if engine.dialect.name not in _dialects:
        engine.connect().close()  # asks the server what it can do
        _dialects[engine.dialect.name] = engine.dialect
    engine.dialect = _dialects[engine.dialect.name]
    engine._compiled_cache = _statements
