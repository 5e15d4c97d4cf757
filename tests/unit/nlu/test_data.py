"""The data sets: enough of everything, well-formed, and nothing of the test set learnt."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import yaml

from nlu import embedded, rasa_yaml, thresholds
from nlu.normalise import normalise
from nlu.rasa_yaml import Example

NLU = Path(rasa_yaml.__file__).parent
DATA = NLU / "data"
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
# Two sentences are near-copies if, normalised, they share this much of their character trigrams.
# Another figure, name or particle in a sentence of ten words stays above.
NEAR = 0.6
# Of the shortest there is no other way to say them ("ok", "是我"): they cannot but be in both.
SHORT = 6


@cache
def sentences(part: str) -> tuple[Example, ...]:
    return tuple(rasa_yaml.read(DATA / part))


def letters(text: str) -> str:
    """The normalised text without spaces and marks."""
    return re.sub(r"[\W_]+", "", normalise(text))


def trigrams(text: str) -> frozenset[str]:
    plain = f"^{letters(text)}$"
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2))


def near_copies(seen: tuple[Example, ...], held: tuple[Example, ...]) -> list[tuple[str, str]]:
    """Pairs of sentences, one of each, that are copies or near-copies."""
    where: dict[str, list[int]] = defaultdict(list)
    sizes = []
    for at, e in enumerate(seen):
        grams = trigrams(e.text)
        sizes.append(len(grams))
        for gram in grams:
            where[gram].append(at)
    found = []
    for e in held:
        grams = trigrams(e.text)
        if len(letters(e.text)) > SHORT:
            shared = Counter(chain.from_iterable(where.get(gram, ()) for gram in grams))
            found += [
                (e.text, seen[at].text)
                for at, n in shared.items()
                if n >= NEAR * (sizes[at] + len(grams) - n)
            ]
    return found


@pytest.mark.parametrize("held", ["test", "traps"])
def test_no_sentence_and_no_near_copy_is_both_learnt_from_and_tested_on(held: str) -> None:
    assert near_copies(sentences("train"), sentences(held)) == []


def test_near_copies_are_found_where_there_are_some() -> None:
    def one(text: str) -> tuple[Example, ...]:
        return (Example(text, "greet", (), None),)

    here = one("请问我的销户申请现在到哪一步了？")
    assert near_copies(here, one("請問我嘅銷戶申請現在到哪一步了"))
    assert near_copies(one("I can pay HK$5,000 on Friday"), one("I can pay HK$700 on Friday!"))
    assert not near_copies(here, one("我的销户材料还差哪些没交？"))


def test_no_sentence_of_the_training_set_has_two_meanings() -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for e in sentences("train"):
        said[letters(e.text)].add(e.intent)
    assert {text: names for text, names in said.items() if text and len(names) > 1} == {}


def intents() -> list[str]:
    listed = yaml.safe_load((NLU / "domain.yml").read_text("utf-8"))["intents"]
    return [name for name in listed if name != "nlu_fallback"]


def test_the_domain_names_exactly_the_intents_of_the_data() -> None:
    for part in ("train", "test"):
        assert {e.intent for e in sentences(part)} == set(intents())


@pytest.mark.parametrize("intent", intents())
def test_there_is_enough_of_each_intent(intent: str) -> None:
    learnt = [e for e in sentences("train") if e.intent == intent]
    tested = [e for e in sentences("test") if e.intent == intent]
    assert len({letters(e.text) for e in learnt}) >= (40 if intent.startswith("staff_") else 60)
    assert len(tested) >= 20
    for some in (learnt, tested):
        assert {e.language for e in some} >= set(LANGUAGES)


@pytest.mark.parametrize(
    ("near", "least"), [("confirm", 150), ("deny", 60), ("complaint", 60), ("withdraw_closure", 60)]
)
def test_there_are_enough_traps(near: str, least: int) -> None:
    traps = {e.text for e in sentences("traps") if e.intent == f"not_{near}"}
    assert len(traps) >= least


def test_entities_are_those_of_the_domain() -> None:
    named = set(yaml.safe_load((NLU / "domain.yml").read_text("utf-8"))["entities"])
    for part in ("train", "test"):
        assert {each.type for e in sentences(part) for each in e.entities} <= named


@pytest.mark.parametrize("engine", ["embedded", "rasa"])
def test_thresholds_were_chosen_on_the_training_set_as_it_stands(engine: str) -> None:
    # Otherwise: `python -m nlu tune --engine embedded` and `--engine rasa`.
    kept = json.loads(thresholds.DEFAULT_FILE.read_text("utf-8"))
    assert kept["training_data"][engine] == embedded.data_hash(embedded.DATA_DIR)


def test_every_intent_has_a_threshold_that_can_be_reached() -> None:
    for engine in ("embedded", "rasa"):
        chosen = thresholds.load(engine)
        for intent in intents():
            if intent != "out_of_scope":
                assert 0.3 <= chosen.intents.get(intent, chosen.default) <= 0.95
