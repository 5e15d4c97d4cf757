"""Telegram as one messenger among possible ones: the only room that knows its Bot API."""
