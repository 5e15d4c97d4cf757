"""Migrations: each only ever adds; entries are never rewritten (R17)."""
