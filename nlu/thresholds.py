"""Below which confidence an engine's reading is repeated back instead of acted on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlu.understanding import OUT_OF_SCOPE, Audience

# The training set holds more of what staff and clients say to the bot than of what else they may
# say; where it is known who writes, no reading below this is acted on, however well it did there.
LOWEST_KNOWN = 0.60
DEFAULT_FILE = Path(__file__).with_name("thresholds.json")


@dataclass(frozen=True)
class Thresholds:
    """One engine's thresholds: per intent, and `default` for the rest.

    `temperature` belongs to the embedded engine's softmax: the two are chosen together. `known`
    holds where it is known whether a client or staff writes: half of the doubt is gone then.
    """

    default: float = 0.5
    temperature: float = 0.2
    intents: Mapping[str, float] = field(default_factory=dict)
    known: Mapping[str, float] = field(default_factory=dict)

    def accepts(self, intent: str, confidence: float, audience: Audience = "") -> bool:
        """Whether a reading may be acted on; out of scope never is."""
        limit = self.intents.get(intent, self.default)
        if audience:
            limit = self.known.get(intent, max(limit, LOWEST_KNOWN))
        return intent != OUT_OF_SCOPE and confidence >= limit

    def as_dict(self) -> dict[str, Any]:
        """The thresholds as plain JSON values, rounded as they are written."""
        return {
            "default": round(self.default, 4),
            "temperature": round(self.temperature, 4),
            "intents": _rounded(self.intents),
            "known": _rounded(self.known),
        }


def _rounded(named: Mapping[str, float]) -> dict[str, float]:
    return {name: round(at, 4) for name, at in sorted(named.items())}


def save(engines: Mapping[str, Thresholds], file: Path, **notes: object) -> None:
    """Write thresholds, and `notes` on how they were chosen, for `load`."""
    document = {**notes, "engines": {name: t.as_dict() for name, t in engines.items()}}
    file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def load(engine: str, file: Path = DEFAULT_FILE) -> Thresholds:
    """The thresholds chosen for `engine`; the plain default where none were chosen."""
    if not file.is_file():
        return Thresholds()
    kept = json.loads(file.read_text(encoding="utf-8"))["engines"].get(engine)
    if kept is None:
        return Thresholds()
    return Thresholds(
        kept["default"], kept["temperature"], dict(kept["intents"]), dict(kept.get("known", {}))
    )
