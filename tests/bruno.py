"""Runs requests of a Bruno collection: the part of the format that the project's journey uses."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

BLOCK = re.compile(r"^([a-z:-]+) \{\n(.*?)^\}$", re.MULTILINE | re.DOTALL)
FIRST_THAT = re.compile(r"(.*)\.find\(v => v\.(\w+)\)(.*)")
PART = re.compile(r"\.?(\w+)|\[(\d+)\]")


def blocks(path: Path) -> dict[str, str]:
    return dict(BLOCK.findall(path.read_text(encoding="utf-8")))


def pairs(block: str) -> dict[str, str]:
    lines = (line.strip().partition(": ") for line in block.splitlines() if line.strip())
    return {name: value for name, _, value in lines}


def looked_up(expression: str, answer: httpx2.Response) -> Any:
    """Give what ``res.status`` or ``res.body.…`` stands for."""
    if expression == "res.status":
        return answer.status_code
    found = FIRST_THAT.fullmatch(expression)
    if found:
        rows = _walked(answer.json(), found[1].removeprefix("res.body"))
        return _walked(next(row for row in rows if row[found[2]]), found[3])
    return _walked(answer.json(), expression.removeprefix("res.body"))


def _walked(value: Any, way: str) -> Any:
    for name, place in PART.findall(way):
        value = value[int(place)] if place else value[name]
    return value


@dataclass
class Runner:
    variables: dict[str, str]
    client: httpx2.Client = field(default_factory=lambda: httpx2.Client(timeout=30))

    def run(self, path: Path) -> httpx2.Response:
        """Send one request, keep what it keeps, and hold its answer to what it asserts."""
        parts = {name: self._filled(text) for name, text in blocks(path).items()}
        method = next(name for name in parts if name in {"get", "post", "put", "patch", "delete"})
        request = pairs(parts[method])
        headers = pairs(parts.get("headers", ""))
        if request["auth"] == "bearer":
            headers["Authorization"] = f"Bearer {pairs(parts['auth:bearer'])['token']}"
        sent: dict[str, Any] = {}
        if request["body"] == "json":
            sent["json"] = json.loads(parts["body:json"])
        if request["body"] == "formUrlEncoded":
            sent["data"] = pairs(parts["body:form-urlencoded"])
        answer = self.client.request(method.upper(), request["url"], headers=headers, **sent)
        for expression, wanted in pairs(parts.get("assert", "")).items():
            found = looked_up(expression, answer)
            shown = json.dumps(found) if isinstance(found, bool) else str(found)
            assert f"eq {shown}" == wanted, f"{path.name}: {expression} is {shown}: {answer.text}"
        for name, expression in pairs(parts.get("vars:post-response", "")).items():
            self.variables[name] = str(looked_up(expression, answer))
        return answer

    def _filled(self, text: str) -> str:
        return re.sub(r"\{\{(\w+)\}\}", lambda found: self.variables[found[1]], text)
