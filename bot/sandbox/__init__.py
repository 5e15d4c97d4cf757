"""A local Telegram on loopback: the Bot API, the people who use it, and a page to watch both.

Start with :mod:`bot.sandbox.server` (``create_app``, ``serve``) and :mod:`bot.sandbox.state`
(``Sandbox``). Nothing here reaches the network beyond loopback.
"""
