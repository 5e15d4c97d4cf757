"""Casebot: a conversational assistant that keeps the case file while it talks."""

__version__ = "0.1.0"
