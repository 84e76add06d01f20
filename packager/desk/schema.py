"""The manifest's JSON Schema, for the editors' tools that know YAML: made from the table of keys.

It lies beside each manifest, and the manifest's first line names it: so it is found without a network, also where the
folder was sent to somebody. A tool that reads it says while somebody writes what the program would say afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from packager.desk import forms
from packager.desk.keys import MANIFEST, READ, VERSION, Key, Shape

NAME = ".manifest.schema.json"
MODELINE = (
    f"yaml-language-server: $schema={NAME}"  # a comment: https://github.com/redhat-developer/yaml-language-server
)

_TYPES: Mapping[Shape, dict[str, Any]] = {
    Shape.TEXT: {"type": "string"},
    Shape.NUMBER: {"type": "number"},
    Shape.INTEGER: {"type": "integer"},
    Shape.FLAG: {"type": "boolean"},
    Shape.TEXTS: {"type": "array"},
    Shape.INTEGERS: {"type": "array"},
    Shape.ANY_MAP: {"type": "object", "additionalProperties": {"type": ["string", "object", "null"]}},
}
_PATTERNS: Mapping[forms.Form, str] = {
    forms.slug: "^[a-z0-9]+(-[a-z0-9]+)*$",
    forms.day: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    forms.clock: "^[0-9]{1,2}:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?$",
    forms.slot: "^ *([0-9]{1,2}:)?[0-9]{1,2}:[0-5][0-9] *$",
    forms.moment: "^[0-9]{4}-?[0-9W]",
    forms.name: "^[^/].*[^/]$|^[^/]$",
}
_LONGEST: Mapping[forms.Form, int] = {forms.plain: forms.LONGEST_TEXT, forms.spoken: forms.LONGEST_LINE}


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12). What it refuses, the reader refuses; the reader knows more, such as days."""
    keys = {name: key for name, key in MANIFEST.items() if name != "program"}  # of version 1 alone
    whole = _map(keys)
    whole["properties"]["packager"] |= {"enum": list(READ)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"packager manifest, version {VERSION}",
        **whole,
    }


def schema_text() -> str:
    """The schema as it lies beside a manifest."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _map(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in keys.items() if key.required],
        "properties": {name: _key(key) for name, key in keys.items()},
    }


def _key(key: Key) -> dict[str, Any]:
    if key.shape is Shape.MAP:
        value = _map(key.keys)
    elif key.shape is Shape.LIST:
        value = {"type": "array", "items": _map(key.keys)}
    elif key.shape in (Shape.TEXTS, Shape.INTEGERS):
        one = Shape.TEXT if key.shape is Shape.TEXTS else Shape.INTEGER
        value = {"type": "array", "items": _TYPES[one] | _form(key)}
    else:
        value = _TYPES[key.shape] | _form(key)
    if key.allowed:
        value |= {"enum": [*key.allowed, *([] if key.required else [None])]}
    if not key.required:  # a key with nothing behind it is none
        value |= {"type": [value["type"], "null"]}
    return {"description": f"{key.about} ({key.owner}'s)", **value}


def _form(key: Key) -> dict[str, Any]:
    if isinstance(key.form, forms.Between):
        return {"minimum": key.form.low, "maximum": key.form.high}
    if key.shape not in (Shape.TEXT, Shape.TEXTS):
        return {}
    if key.form in _PATTERNS:
        return {"pattern": _PATTERNS[key.form]}
    return {"maxLength": _LONGEST[key.form]}
