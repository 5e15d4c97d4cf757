"""From a recorded message to what leaves: text, rows of buttons, file; nothing is added to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.case.decision import Say
from bot.case.entries.talk import MessageRecorded
from bot.ports import Attachment, Button, Outgoing, Tone

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "heic": "image/heic",
}
_TONES: dict[str, Tone] = {"correct": "success", "accept": "success", "reject": "danger"}


def press_data(prompt_id: str, index: int) -> str:
    """What a button carries: the prompt and the number of the option; well under 64 bytes."""
    return f"p:{prompt_id}:{index}"


def read_press(data: str) -> tuple[str, int] | None:
    """The prompt and option of a press; None where the data is none of ours."""
    parts = data.split(":")
    if len(parts) == 3 and parts[0] == "p" and parts[2].isdecimal() and len(parts[2]) < 4:
        return parts[1], int(parts[2])
    return None


def outgoing(body: MessageRecorded, say: Say) -> Outgoing:
    """The message as it leaves; the contact button is a keyboard of its own."""
    ask = say.ask
    attachment = None
    if say.attachment:
        kind = say.attachment_name.rsplit(".", 1)[-1].lower()
        attachment = Attachment(
            say.attachment, say.attachment_name,
            CONTENT_TYPES.get(kind, "application/octet-stream"),
        )  # fmt: skip
    asks_contact = ask is not None and ask.options == ("ask_contact",)
    return Outgoing(
        chat=body.chat, text=body.text,
        buttons=tuple(_rows(body, ask.rows if ask else ())) if body.prompt else (),
        ask_contact=body.labels[0] if asks_contact else "",
        drop_keyboard=say.message in ("enrolled", "enrolment_locked"),
        attachment=attachment,
    )  # fmt: skip


def _rows(body: MessageRecorded, rows: Sequence[int]) -> Iterator[tuple[Button, ...]]:
    assert body.prompt is not None
    buttons = [
        Button(label, press_data(body.prompt.prompt_id, index), tone=_tone(option))
        for index, (option, label) in enumerate(zip(body.prompt.options, body.labels, strict=True))
    ]
    sizes = list(rows) or [2] * len(buttons)
    while buttons:
        size = sizes.pop(0) if sizes else 1
        yield tuple(buttons[:size])
        del buttons[:size]


def _tone(option: str) -> Tone:
    return _TONES.get(option, "")
