"""The method that answers a press of an inline button."""

from __future__ import annotations

from datetime import timedelta

from bot.sandbox.bot_api.call import BotCall, Method
from bot.sandbox.errors import bad_request
from bot.sandbox.records import PressAnswer
from bot.sandbox.views import press_answer_view

QUERY_LIVES = timedelta(seconds=150)
MAX_ANSWER = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(call: BotCall) -> bool:
    """A press can be answered once, within 150 seconds."""
    sandbox = call.sandbox
    press = sandbox.presses.get(call.params.text("callback_query_id"))
    text = call.params.text("text")
    if press is None or press.answered or sandbox.now() - press.at > QUERY_LIVES:
        raise bad_request(TOO_OLD)
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered = True
    answer = PressAnswer(
        press.query_id,
        press.person_id,
        press.chat_id,
        press.message_id,
        text,
        call.params.flag("show_alert"),
        sandbox.now(),
        call.params.text("url") or None,
    )
    sandbox.press_answers.append(answer)
    sandbox.stream.publish("callback_answer", press_answer_view(answer))
    return True


METHODS: dict[str, Method] = {"answerCallbackQuery": answer_callback_query}
