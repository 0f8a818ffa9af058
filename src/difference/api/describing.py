"""The published schema in words: addresses, parameters, and examples made from its shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COLUMNS = ("Parameter", "What it is", "Values")
KINDS = {"string": "text", "integer": "a whole number", "boolean": "true or false"}


@dataclass(frozen=True)
class Endpoint:
    """One address: what it gives, its parameters, and an example of its answer as JSON."""

    path: str
    title: str
    words: str
    parameters: list[tuple[str, str, str]]
    example: str


def endpoints(schema: Mapping[str, Any]) -> list[Endpoint]:
    """Every address of the schema, in its order."""
    found = []
    for path, methods in schema["paths"].items():
        its = methods["get"]
        parameters = [(each["name"], each.get("description", ""), values(each["schema"])) for each in its["parameters"]]
        shape = its["responses"][200]["content"]["application/json"]["schema"]
        found.append(Endpoint(path, its["summary"], its.get("description", ""), parameters, _written(example(shape, schema))))
    return found


def example_of_errors(schema: Mapping[str, Any]) -> str:
    """What every error looks like."""
    return _written(example({"$ref": "#/components/schemas/Errors"}, schema))


def values(shape: Mapping[str, Any]) -> str:
    """Which values a parameter takes."""
    if "enum" in shape:
        return ", ".join(shape["enum"])
    words = "an id (UUID)" if shape.get("format") == "uuid" else KINDS[shape["type"]]
    if "minimum" in shape:
        words += f" from {shape['minimum']:,} to {shape['maximum']:,}"
    if "maxLength" in shape:
        words += f" of at most {shape['maxLength']} characters"
    return f"{words}; {shape['default']} if left out" if shape.get("default") is not None else words


def example(shape: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    """An example of a shape: its own where it gives one, else made from its parts."""
    if shape.get("examples"):
        return shape["examples"][0]
    if "$ref" in shape:
        return example(schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]], schema)
    for choice in ("anyOf", "allOf"):
        if choice in shape:
            return example(shape[choice][0], schema)
    if shape.get("type") == "array":
        return [example(shape["items"], schema)]
    return {name: example(part, schema) for name, part in shape["properties"].items()}


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
