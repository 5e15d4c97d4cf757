"""The codes that the program itself gives a meaning to; the firm's own codes stand in config.yml.

Of grounds and scopes: a suspension without a ground in law or contract is not lawful, and what
is paused decides what a client may still do, so neither is left to free invention (R118).
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en")
SEVERITIES: Final = ("low", "medium", "high")
DEFAULT: Final = "default"
CLOSING: Final = "closing"
AML: Final = "aml"

GROUNDS: Final = (
    "contract_debt",
    "court_order",
    "identity_unclear",
    "unsettled_trades",
    "account_review",
)
SCOPES: Final = (CLOSING, "withdrawal_over_free_cash", "transfer_out", "margin_trading")
REJECT_REASONS: Final = (
    "unreadable",
    "incomplete",
    "wrong_document",
    "out_of_date",
    "not_hers",
)
CONTENT_TYPES: Final = (
    "image/jpeg",
    "image/png",
    "image/heic",
    "image/webp",
    "image/tiff",
    "image/avif",
    "application/pdf",
)
