"""Where something went wrong, for the log: code and lines, never what the fault says."""

from __future__ import annotations

import traceback


def where(fault: BaseException) -> str:
    """The fault's kind and the lines it passed; its message may quote what a person wrote."""
    lines = traceback.format_tb(fault.__traceback__)
    return f"{type(fault).__name__} at\n{''.join(lines)}".rstrip()
