"""Whatever comes: a clear answer in the client's language, an entry, nothing lost, nothing leaked."""

from __future__ import annotations

import logging

import pytest

from tests.flow.world import Json, Phone, Story

TRACEBACK = "Traceback"
MOBILE = "+85291234567"
ODD_TEXTS = {
    "longest": "啊" * 4096,
    "longest_in_surrogates": "😡" * 2048,
    "emoji_only": "😀😡🙏",
    "html": "<b>bold</b> <script>alert(1)</script> &amp; {{ name }} {% raise %}",
    "markdown": "*a* _b_ [c](tg://user?id=1) `d` ||e||",
    "right_to_left": "\u202eabc\u202c",
    "one_letter": "x",
    "sql": "'; DROP TABLE entries; --",
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
async def test_an_odd_text_is_answered_and_kept_to_the_letter(world: Story, text: str) -> None:
    teacher, case_no = await _quiet_case(world)
    await teacher.say(text)
    (answer,) = await teacher.hears("did_not_understand")
    assert TRACEBACK not in answer["text"]
    assert world.bodies(case_no, "received")[-1]["text"] == text


async def test_a_blank_text_is_answered_as_well(world: Story) -> None:
    teacher, case_no = await _quiet_case(world)
    await world.arrives("message", _message(teacher, text=" \u200b "), teacher.person_id)
    await teacher.hears("did_not_understand")
    assert world.bodies(case_no, "received")[-1]["what"] == "text"


async def test_an_unknown_command_names_the_buttons_instead(world: Story) -> None:
    teacher, case_no = await _quiet_case(world)
    await teacher.say("/selfdestruct now")
    answer = await teacher.hears_one("unknown_command")
    assert answer["keyboard"] is not None
    assert world.bodies(case_no, "received")[-1]["text"] == "/selfdestruct now"


async def test_an_edit_is_kept_beside_the_old_words_and_changes_nothing(world: Story) -> None:
    teacher, case_no = await _quiet_case(world)
    await teacher.say("I agree to nothing.")
    await teacher.hears("did_not_understand")
    mine = await teacher.own_last()
    await teacher.edit(mine["message_id"], "I agree to everything.")
    await teacher.hears("edit_noted")
    texts = [(b["what"], b["text"]) for b in world.bodies(case_no, "received")][-2:]
    assert texts == [("text", "I agree to nothing."), ("edit", "I agree to everything.")]


async def test_a_voice_message_is_kept_with_its_bytes_and_asked_for_in_writing(
    world: Story,
) -> None:
    teacher, case_no = await _quiet_case(world)
    await teacher.send_file("voice.ogg", b"OggS" + bytes(200), "voice")
    await teacher.hears("cannot_read")
    kept = world.bodies(case_no, "received")[-1]
    assert kept["what"] == "voice"
    assert world.app.office.documents.get(kept["digest"]) == b"OggS" + bytes(200)


async def test_a_sticker_is_kept_and_answered(world: Story) -> None:
    teacher, case_no = await _quiet_case(world)
    sticker = {
        "file_id": "s1", "file_unique_id": "u1", "type": "regular", "width": 64, "height": 64,
        "is_animated": False, "is_video": False, "emoji": "👍",
    }  # fmt: skip
    await world.arrives("message", _message(teacher, sticker=sticker), teacher.person_id)
    answer = await teacher.hears_one("cannot_read")
    assert "sticker" in answer["text"]
    kept = world.bodies(case_no, "received")[-1]
    assert (kept["what"], kept["text"]) == ("sticker", "👍")
    assert "confirmed" not in world.kinds(case_no)


async def test_a_place_or_a_poll_is_kept_and_answered(world: Story) -> None:
    teacher, case_no = await _quiet_case(world)
    place = {"latitude": 22.28, "longitude": 114.15}
    await world.arrives("message", _message(teacher, location=place), teacher.person_id)
    await teacher.hears("cannot_read")
    assert world.bodies(case_no, "received")[-1]["detail"] == "location"


async def test_an_undecodable_update_is_kept_and_blocks_nothing(world: Story) -> None:
    teacher, case_no = await _quiet_case(world)
    broken = _message(teacher, text="fine") | {"date": {"not": "a date"}}
    await world.arrives("message", broken, teacher.person_id)
    await teacher.hears("cannot_read")
    await teacher.say("/status")
    await teacher.hears("status_client")
    assert [b["what"] for b in world.bodies(case_no, "received")][-2:] == ["undecodable", "text"]


async def test_an_update_of_nobody_is_kept_at_the_front_desk(world: Story) -> None:
    await world.arrives("something_new", {"odd": True})
    await world.arrives("message", {"message_id": "no number"})
    assert [b["what"] for b in world.bodies("FD-0", "received")] == ["other", "undecodable"]


async def test_a_press_with_made_up_data_is_refused_and_kept(world: Story) -> None:
    teacher, _ = await _quiet_case(world)
    for data in ("p:nonsense:0", "p:nonsense:-1", "whatever", "p:::", "\u0000", "x" * 64):
        await world.arrives("callback_query", _press(teacher, data), teacher.person_id)
        await teacher.hears("press_refused")
    refused = world.bodies("P-T1", "press.refused")
    assert [b["reason"] for b in refused] == ["unknown"] * 6


async def test_a_press_on_an_option_that_was_never_offered_is_refused(world: Story) -> None:
    teacher, case_no = await _quiet_case(world)
    await teacher.say("/help")
    menu = await teacher.hears_one("help_client")
    data = str(menu["keyboard"]["rows"][0][0]["data"]).rsplit(":", 1)[0] + ":99"
    await world.arrives("callback_query", _press(teacher, data), teacher.person_id)
    await teacher.hears("press_refused")
    assert world.bodies(case_no, "press.refused")[-1]["reason"] == "unknown"


async def test_a_button_forwarded_to_another_client_does_not_count(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    chan = await world.client("T2", "陈静怡", "+8613800138001", "zh-Hans")
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    notice = await teacher.hears_one("notice_low")
    data = notice["keyboard"]["rows"][0][0]["data"]
    await world.arrives("callback_query", _press(chan, data), chan.person_id)
    refused = await chan.hears_one("press_refused")
    assert "不计" in refused["text"] or "另一位" in refused["text"]
    assert world.bodies("P-T2", "press.refused")[-1]["reason"] == "not_yours"
    assert "confirmed" not in world.kinds(case_no)
    await teacher.press("This is correct", notice)
    await teacher.hears("confirmation_receipt")
    await handler.hears("staff_client_answered")


async def test_a_button_forwarded_to_a_stranger_does_not_count(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    stranger = await world.person("A stranger")
    await stranger.say("hello")
    await stranger.hears("welcome_stranger")
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    notice = await teacher.hears_one("notice_low")
    data = notice["keyboard"]["rows"][0][0]["data"]
    await world.arrives("callback_query", _press(stranger, data), stranger.person_id)
    await stranger.hears("press_refused")
    assert world.bodies(f"FD-{stranger.person_id}", "press.refused")[-1]["reason"] == "not_yours"
    assert "confirmed" not in world.kinds(case_no)


async def test_a_clients_button_pressed_by_staff_is_refused(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    notice = await teacher.hears_one("notice_low")
    data = notice["keyboard"]["rows"][0][0]["data"]
    await world.arrives("callback_query", _press(handler, data), handler.person_id)
    await handler.hears("staff_refused")
    assert "confirmed" not in world.kinds(case_no)
    assert world.bodies(case_no, "press.refused")[-1]["reason"] == "not_yours"


async def test_a_file_of_the_wrong_kind_is_told_by_its_content_not_its_name(world: Story) -> None:
    handler, teacher, case_no = await _papers_wanted(world)
    await teacher.send_file("passport.pdf", b"MZ" + bytes(400))
    answer = await teacher.hears_one("document_unusable")
    assert "PDF" in answer["text"]
    kept = world.bodies(case_no, "received")[-1]
    assert world.app.office.documents.get(kept["digest"]).startswith(b"MZ")
    assert world.bodies(case_no, "document.unusable")[-1]["reason"] == "wrong_kind"
    await handler.hears()


async def test_a_picture_named_like_a_program_is_taken_for_what_it_is(world: Story) -> None:
    handler, teacher, case_no = await _papers_wanted(world)
    await teacher.send_file("idcard.exe", _png())
    await teacher.hears("document_received")
    await handler.hears("staff_document_review")
    assert world.bodies(case_no, "document.received")[-1]["content_type"] == "image/png"


async def test_a_file_that_is_too_large_is_kept_as_a_fact_and_explained(world: Story) -> None:
    _, teacher, case_no = await _papers_wanted(world)
    await teacher.send_file("scan.pdf", bytes(21_000_000))
    answer = await teacher.hears_one("document_unusable")
    assert "20 MB" in answer["text"]
    kept = world.bodies(case_no, "received")[-1]
    assert (kept["what"], kept["size"], kept["digest"]) == ("file", 21_000_000, "")


async def test_a_damaged_pdf_is_asked_for_again(world: Story) -> None:
    _, teacher, case_no = await _papers_wanted(world)
    await teacher.send_file("scan.pdf", b"%PDF-1.7\n" + b"garbage" * 40)
    await teacher.hears("document_unusable")
    assert world.bodies(case_no, "document.unusable")[-1]["reason"] == "damaged"


async def test_a_file_nobody_asked_for_is_kept_and_the_account_manager_told(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    await handler.hears("staff_new_alert")
    await teacher.hears("notice_low")
    await teacher.send_file("letter.png", _png())
    await teacher.hears("file_kept")
    told = await handler.hears_one("staff_task")
    assert told["document"]["file_name"] == "letter.png"
    kept = world.bodies(case_no, "received")[-1]
    assert world.app.office.documents.get(kept["digest"]) == _png()


async def test_a_strangers_words_files_and_voice_go_to_the_front_desk(world: Story) -> None:
    stranger = await world.person("A stranger", language="zh-hant")
    await stranger.say("請問你們是誰？")
    hello = await stranger.hears_one("welcome_stranger")
    assert "證券" in hello["text"]
    await stranger.send_file("photo.png", _png(), "photo")
    await stranger.hears("welcome_stranger")
    await stranger.send_file("v.ogg", b"OggS" + bytes(50), "voice")
    await stranger.hears("welcome_stranger")
    desk = f"FD-{stranger.person_id}"
    kept = world.bodies(desk, "received")
    assert [b["what"] for b in kept] == ["text", "file", "voice"]
    assert kept[0]["text"] == "請問你們是誰？"
    assert world.app.office.documents.get(kept[1]["digest"]) == _png()


async def test_a_strangers_contact_is_kept_without_the_number(world: Story) -> None:
    stranger = await world.person("A stranger", "+85298765432")
    await stranger.share_contact()
    await stranger.hears("welcome_stranger")
    desk = f"FD-{stranger.person_id}"
    assert "98765432" not in str(world.file(desk))


async def test_what_staff_write_and_nobody_understands_is_answered_and_kept(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler", staff_id="E001")
    for text in ("qwertyuiop", "😡😡😡", "<b>x", "/nonsense"):
        await handler.say(text)
        await handler.hears("staff_not_understood")
    texts = [b["text"] for b in world.bodies("S-E001", "received")]
    assert texts == ["qwertyuiop", "😡😡😡", "<b>x", "/nonsense"]


async def test_staff_voice_and_files_are_kept_and_answered(world: Story) -> None:
    handler = await world.staff("Karen Ho", "handler", staff_id="E001")
    await handler.send_file("v.ogg", b"OggS" + bytes(50), "voice")
    await handler.hears("staff_not_understood")
    await handler.send_file("notes.pdf", b"%PDF-1.4 nothing")
    await handler.hears("staff_not_understood")
    assert [b["what"] for b in world.bodies("S-E001", "received")] == ["voice", "file"]


async def test_no_personal_data_reaches_the_log(
    world: Story, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    await world.alert("T1", "operational", "low", "SECRET-FACT")
    await handler.hears("staff_new_alert")
    await teacher.hears("notice_low")
    await teacher.say("SECRET-WORDS 4111111111111111")
    await teacher.hears("did_not_understand")
    broken = _message(teacher, text="SECRET-BROKEN") | {"date": "SECRET-DATE"}
    await world.arrives("message", broken, teacher.person_id)
    await teacher.hears("cannot_read")
    stranger = await world.person("SECRET-STRANGER", "+85298765432")
    await stranger.share_contact()
    await stranger.hears("welcome_stranger")
    logged = "\n".join(
        record.getMessage() + str(record.exc_text or record.exc_info or "")
        for record in caplog.records if not record.name.startswith(("aiohttp", "asyncio"))
    )  # fmt: skip
    for secret in ("SECRET", "91234567", "98765432", "Mrs Wong", "411111", world.sandbox.token):
        assert secret not in logged


async def test_when_words_cannot_be_read_at_all_she_is_asked_back_and_nothing_is_lost(
    world: Story, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, case_no = await _quiet_case(world)

    def broken(*_: object) -> None:
        raise RuntimeError(teacher.name)

    with monkeypatch.context() as patched:
        patched.setattr(type(world.app.engine.preparation.words), "read", broken)
        await teacher.say("Where is my money?")
    await teacher.hears("did_not_understand")
    assert world.bodies(case_no, "received")[-1]["text"] == "Where is my money?"
    assert "words were not read: RuntimeError" in caplog.text
    assert "Mrs Wong" not in caplog.text


async def test_a_failing_decision_leaves_no_personal_data_in_the_log(
    world: Story, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    admin = await world.staff("Ada", "admin")
    teacher, _ = await _quiet_case(world)
    words = "SECRET-WORDS of Mrs Wong"

    def broken(*_: object) -> str:
        raise ValueError(words)

    with monkeypatch.context() as patched:
        patched.setattr("bot.loops.handle_update", broken)
        await teacher.say("SECRET-WORDS")
    told = await admin.hears_one("staff_quarantined")
    assert "ValueError" in told["text"]
    assert "SECRET" not in told["text"]
    logged = "\n".join(
        record.getMessage() + str(record.exc_text or "") for record in caplog.records
        if not record.name.startswith(("aiohttp", "asyncio"))
    )  # fmt: skip
    assert "SECRET" not in logged
    await teacher.say("/status")
    await teacher.hears("status_client")


async def _quiet_case(world: Story) -> tuple[Phone, str]:
    """A case with nothing open in it, so that answers speak of nothing but the input."""
    with world.app.store.begin() as tx:
        known = tx.staff("E900")
    handler = None if known else await world.staff("Karen Ho", "handler", staff_id="E900")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "operational", "low", "A transfer")
    assert handler is not None
    alert = await handler.hears_one("staff_new_alert")
    await teacher.hears("notice_low")
    await handler.press("✅ Mark resolved", alert)
    await teacher.hears("alert_resolved")
    return teacher, case_no


async def _papers_wanted(world: Story) -> tuple[Phone, Phone, str]:
    handler = await world.staff("Karen Ho", "handler")
    teacher = await world.client("T1", "Mrs Wong", MOBILE)
    case_no = await world.alert("T1", "missing_documents", "medium", "Identity card has expired")
    await handler.hears("staff_new_alert")
    await teacher.hears("notice_medium", "document_request")
    return handler, teacher, case_no


def _message(phone: Phone, **content: object) -> Json:
    chat = {"id": phone.person_id, "type": "private", "first_name": phone.name}
    sender = {"id": phone.person_id, "is_bot": False, "first_name": phone.name}
    return {"message_id": 9000, "date": 1_772_000_000, "chat": chat, "from": sender, **content}


def _press(phone: Phone, data: object) -> Json:
    sender = {"id": phone.person_id, "is_bot": False, "first_name": phone.name}
    shown = _message(phone, text="an old message")
    return {"id": "777", "from": sender, "message": shown, "chat_instance": "1", "data": data}


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, "PNG")
    return made.getvalue()
