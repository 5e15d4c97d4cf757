"""What can be told of a text before and after any engine has read it, by its form alone."""

from __future__ import annotations

import re

from nlu.normalise import normalise

# Said beside the matter; they never make a message a message of two matters.
COURTESIES = frozenset({"greet", "thank", "goodbye"})
# Whoever writes more than this wants more than to greet or to thank.
LONGEST_COURTESY = 200
# A figure or a single letter answers a question at most; of itself it says nothing.
_SAYS_SOMETHING = re.compile(r"[\u3400-\u9fff]|[^\W\d_][\W\d_]*[^\W\d_]")


def says_something(text: str) -> bool:
    """Whether there are words in a text, or emoji that stand for words."""
    return _SAYS_SOMETHING.search(normalise(text)) is not None


def too_long_for(intent: str, text: str) -> bool:
    """Whether a text is a letter that no greeting, thanks or farewell would fill."""
    return intent in COURTESIES and len(text) > LONGEST_COURTESY
