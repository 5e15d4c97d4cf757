"""Talk outside the other procedures' questions: status, a person, complaints, what we cannot do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, merged
from bot.case.entries import talk as t
from bot.case.entries.followup import HumanAsked
from bot.case.inputs import Pressed, Said
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures import wishes
from bot.procedures.answers import status_message
from bot.procedures.contact import complaint, human_wanted
from bot.procedures.procedure import Procedure
from bot.procedures.speaking import language_named

NAME = "conversation"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")

# Which buttons words could stand for. An assent is offered only where the whole text is made of a
# closed vocabulary: no classifier comes near a confirmation (nlu.md 1). The others cost less.
ANSWERS_BY_READING = {
    "assent": ("correct", "read", "fine", "wish"), "agreement": ("wish", "correct", "fine"),
    "denial": ("not_me", "differs", "other", "open_matter"),
}  # fmt: skip
ANSWERS_BY_INTENT = {
    "deny": ("not_me", "differs", "other"), "not_me_wrong_person": ("not_me",),
    "dispute_amount": ("differs",), "ask_more_time": ("more_time",),
}  # fmt: skip
MOST_AT_ONCE = 3


def to_human(case: Case, why: str, said: str, playbook: Playbook, now: datetime) -> Decision:
    """Passes the client on to a person (T35)."""
    entries, says = human_wanted(case, why, said, playbook, now)
    return Decision(f"human.{why}", entries, says)


def ask_complaint() -> Say:
    """Asks for the complaint in her own words (R169)."""
    return Say(CLIENT, "ask_complaint", "ack", {}, Ask("contact", ("cancel",), takes_text=True))


def language_menu() -> Say:
    """Offers the three languages."""
    return Say(CLIENT, "language_menu", "ack", {}, Ask(NAME, LANGUAGES, rows=(1, 1, 1)))


def everywhere(case: Case, option: str, playbook: Playbook, now: datetime) -> Decision | None:
    """The buttons that every message may carry; None for an option of a procedure's own."""
    if option == "human":
        return to_human(case, "wish", "", playbook, now)
    if option == "complain":
        return Decision("complaint.begun", says=(ask_complaint(),))
    if option == "status":
        return Decision("status.told", says=(status_message(case, playbook),))
    if option == "language":
        return Decision("language.asked", says=(language_menu(),))
    if option in LANGUAGES:
        chosen = t.LanguageChosen(option, "wish")
        return Decision("language.chosen", (chosen,), (Say(CLIENT, "language_changed", "ack"),))
    return None


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """Presses on this procedure's own menus; they stay open, as nothing hangs on them."""
    found = everywhere(case, what.option, playbook, now)
    return found or Decision("conversation.nothing", toast="already")


def said(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    """Words that answer no question that takes words: understood, or asked back (R162, T39).

    Of several things said at once each is answered or repeated back, up to three.
    """
    meant = what.meant
    wanted = ANSWERS_BY_READING.get(meant.reading, ())
    if meant.values.score and not meant.several:
        wanted = (f"r{meant.values.score}",)
    offered = _press_instead(case, what, wanted, now)
    if offered:
        return offered
    if meant.reading == "withdrawal":
        return wishes.heard(case, "withdrawal", what, playbook, now)
    answers = [_answer(case, intent, what, playbook, now) for intent in meant.several]
    found = _each_once([answer for answer in answers if answer])
    if found:
        return merged(found)
    # A yes with nothing left to say yes to: what is open shows that nothing waits for it.
    if meant.reading in ("assent", "agreement"):
        return _status(case, what, playbook, now)
    return _not_understood(case, what, playbook, now)


def _answer(
    case: Case, intent: str, what: Said, playbook: Playbook, now: datetime
) -> Decision | None:
    """What one intent leads to; None where it leads nowhere, as a confirmation in free words."""
    wish = wishes.WISH_OF.get(intent, "")
    named = what.meant.values
    if wish == "documents" and not (named.days or named.day_doubt):
        return _status(case, what, playbook, now)
    score = (f"r{named.score}",) if intent == "satisfaction_rating" and named.score else ()
    # A day that was named must not get lost behind a button that names none.
    wanted = () if wish and named.days else ANSWERS_BY_INTENT.get(intent, score)
    offered = _press_instead(case, what, wanted, now)
    if offered:
        return offered
    if wish:
        return wishes.heard(case, wish, what, playbook, now)
    rule = _BY_INTENT.get(intent)
    return rule(case, what, playbook, now) if rule else None


def _each_once(found: Sequence[Decision]) -> list[Decision]:
    """Different answers in their order; a person is called once, however often she is needed."""
    kept: dict[str, Decision] = {}
    for decision in found:
        kept.setdefault(decision.reason, decision)
    return list(kept.values())[:MOST_AT_ONCE]


def _press_instead(case: Case, what: Said, wanted: Sequence[str], now: datetime) -> Decision | None:
    """Words never confirm (law 6): the open question is put again, with its text and buttons."""
    for prompt in reversed(case.open_prompts(now, what.account)):
        meant = next((option for option in wanted if option in prompt.options), "")
        if meant:
            return Decision(f"words.offered.{meant}", says=(_again(case, prompt, meant),))
    return None


def _again(case: Case, prompt: t.PromptAsked, meant: str) -> Say:
    message, _ = case.prompts[prompt.prompt_id]
    original = case.messages[prompt.about("original") or message.message_id]
    labels = dict(zip(prompt.options, message.labels, strict=False))
    values: dict[str, Value] = {
        "answer": meant, "option_label": labels.get(meant, meant), "shown": original.text,
    }  # fmt: skip
    ask = Ask(
        prompt.procedure, prompt.options, _with_original(prompt, original.message_id),
        tuple(labels.items()),
        prompt.takes_text, prompt.ends, (2,) * len(prompt.options),
    )  # fmt: skip
    return Say(CLIENT, "press_instead", message.purpose, values, ask, closes=(message.purpose,))


def _with_original(prompt: t.PromptAsked, message_id: str) -> tuple[tuple[str, str], ...]:
    """The first message of a question stays the one that is shown, however often it is repeated."""
    return tuple({**dict(prompt.context), "original": message_id}.items())


def _not_understood(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    count = _misunderstood_before(case) + 1
    entry = t.Misunderstood(count)
    if count >= playbook.clarify_limit:
        entries, says = human_wanted(case, "misunderstood", what.text, playbook, now)
        values: dict[str, Value] = {"task_hours": playbook.task_hours}
        passed = Say(CLIENT, "passed_to_human", "ack", values)
        return Decision("words.passed_on", (entry, *entries), (passed, *says[1:]))
    values = {"echo": what.text[:120], "count": count}
    ask = Ask(NAME, ("human", "status", "complain", "language"), rows=(2, 2))
    say = Say(CLIENT, "did_not_understand", "ack", values, ask)
    return Decision("words.not_understood", (entry,), (say,))


def _misunderstood_before(case: Case) -> int:
    """How often in a row, up to now; anything that was understood begins the count anew."""
    count, waiting = 0, False
    for entry in case.entries:
        if isinstance(entry.body, t.Misunderstood):
            count, waiting = entry.body.count, False
        elif isinstance(entry.body, (t.PromptAnswered, HumanAsked)):
            count = 0
        elif isinstance(entry.body, t.Received) and entry.actor.role == "client":
            count, waiting = (0 if waiting else count), entry.body.what == "text"
    return 0 if waiting else count


def _simple(message: str, *options: str) -> Callable[[Case, Said, Playbook, datetime], Decision]:
    def rule(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
        ask = Ask(NAME, options) if options else None
        return Decision(f"talk.{message}", says=(Say(CLIENT, message, "ack", {}, ask),))

    return rule


def _status(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    return Decision("status.told", says=(status_message(case, playbook),))


def _human(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    return to_human(case, "wish", what.text, playbook, now)


def _complaint(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    """A long complaint is taken as it is; a short one ("I want to complain") asks for the words."""
    if len(what.text) < 30:
        return Decision("complaint.begun", says=(ask_complaint(),))
    opened, says = complaint(case, what.text, playbook, now)
    return Decision("complaint.opened", (opened,), says)


def _language(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    """The language she names, at once; the menu where she names none."""
    named = everywhere(case, language_named(what.text), playbook, now)
    if named:
        return named
    return Decision("language.asked", says=(language_menu(),))


_BY_INTENT: dict[str, Callable[[Case, Said, Playbook, datetime], Decision]] = {
    "ask_case_status": _status, "ask_why_alert": _status, "ask_what_documents": _status,
    "ask_amount_due": _human, "ask_consequence": _human, "ask_how_to": _simple(
        "help_client", "status", "human", "complain", "language"
    ),
    "ask_is_genuine": _simple("genuine", "human"), "request_human": _human, "hardship": _human,
    "report_emergency": _human, "not_me_wrong_person": _human, "data_rights": _human,
    "suggestion": _human, "deny": _human, "dispute_amount": _human,
    "complaint": _complaint, "abuse": _human,
    "change_language": _language, "greet": _simple("greeting", "status", "human", "language"),
    "thank": _simple("thanks_back"), "goodbye": _simple("thanks_back"),
    "place_order": _simple("no_orders", "human"), "ask_advice": _simple("no_orders", "human"),
}  # fmt: skip

PROCEDURE = Procedure(NAME, takes={Said: said}, press=pressed)
