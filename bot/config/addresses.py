"""Addresses: of services over HTTP, and of databases."""

from __future__ import annotations

import ipaddress
from typing import Final
from urllib.parse import urlsplit

DATABASES: Final = ("sqlite", "postgresql")


def http_fault(url: str) -> str:
    """What is wrong with the address of an HTTP service, "" where nothing is.

    Without encryption nothing leaves this machine: tokens and clients' words pass this way.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no address such as https://api.telegram.org"
    if parts.scheme not in ("http", "https") or not host:
        return "is no address such as https://api.telegram.org"
    if parts.query or parts.fragment or parts.username is not None:
        return "must be scheme, host and perhaps port and path, nothing else"
    if parts.scheme == "http" and not is_loopback(host):
        return "must be https beyond this machine: what passes there is secret"
    return ""


def database_fault(url: str) -> str:
    """What is wrong with a database's address, "" where nothing is."""
    scheme, separator, rest = url.partition("://")
    if separator and rest and scheme.partition("+")[0] in DATABASES:
        return ""
    if scheme == "postgres":
        return "the scheme is spelt postgresql"
    return "expected an address that begins with sqlite:// or postgresql://"


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
