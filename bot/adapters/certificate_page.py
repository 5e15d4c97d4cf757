"""How the certificate looks: an A4 page that reads as a formal letter. Millimetres and points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from fpdf import FPDF
from fpdf.enums import TextMode, XPos, YPos

from bot.adapters.certificate_text import FACES, FONT_FILE, lines_of

_FONT = "certificate"
_INK = (24, 32, 52)
_QUIET = (98, 106, 122)
_ACCENT = (156, 124, 62)
_HAIR = (214, 216, 222)
_MARGIN = 25.0
_LABEL_WIDTH = 46.0
_CLOSING = 50.0
# What page numbers and dates may need beside the words given.
_ALWAYS = "0123456789{}nb ·"


class CertificatePage(FPDF):
    """Draws the parts from top to bottom; each begins where the last one ended."""

    def __init__(self, language: str, text: str, page_label: str) -> None:
        super().__init__(format="A4")
        self._page_label = page_label
        self._language = language
        self.set_lang(language)
        self.set_margins(_MARGIN, 24, _MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(True, margin=28)
        # Only the characters used are read from the font: a third of the time of reading all.
        self.add_font(
            _FONT,
            fname=FONT_FILE,
            unicode_range=sorted({ord(char) for char in text + _ALWAYS if char != "\n"}),
            collection_font_number=FACES[language],
        )
        self.add_page()

    def describe(self, title: str, author: str, subject: str, created: datetime) -> None:
        """What the file says of itself; the time is the certificate's, not the machine's."""
        self.set_title(title)
        self.set_author(author)
        self.set_subject(subject)
        self.set_creation_date(created)

    def header(self) -> None:
        """The frame, on every page."""
        self.set_draw_color(*_ACCENT)
        for inset, thickness in ((11.0, 0.7), (12.6, 0.2)):
            self.set_line_width(thickness)
            self.rect(inset, inset, self.w - 2 * inset, self.h - 2 * inset)
        self._ink()

    def footer(self) -> None:
        """The page's number of how many."""
        self.set_y(-21)
        label = self._page_label.replace("{page}", str(self.page_no()))
        with self._tone(8, _QUIET):
            self.cell(self.epw, 4, label.replace("{pages}", "{nb}"), align="C")

    def letterhead(self, firm: str, licence: str) -> None:
        """The firm and its licence over a rule."""
        with self._tone(17, _INK, bold=True):
            self._lines(firm, 8.5, align="C")
        self.ln(1)
        with self._tone(8.5, _QUIET):
            self._lines(licence, 4.5, align="C")
        self.ln(4)
        self._rule(_ACCENT, 0.5)
        self.ln(11)

    def headline(self, title: str, number: str) -> None:
        """The title, spaced out in Chinese as titles are, and the certificate's number."""
        spacing = 0.0 if self._language == "en" else 5.0
        with self._tone(24, _INK, bold=True):
            self.set_char_spacing(spacing)
            self._lines(title, 12, align="C")
            self.set_char_spacing(0)
        self.ln(1.5)
        with self._tone(9.5, _QUIET):
            self._lines(number, 5, align="C")
        self.ln(9)

    def paragraph(self, text: str, *, small: bool = False) -> None:
        """Running text."""
        with self._tone(9.5 if small else 11, _INK):
            self._lines(text, 5.6 if small else 7)
        self.ln(4 if small else 5)

    def end_height(self, text: str) -> float:
        """What a small paragraph and the signature below it take, so that none signs a bare page."""
        with self._tone(9.5, _INK):
            return self._height(text, 5.6, self.epw) + 4 + _CLOSING

    def heading(self, text: str, following: float = 12) -> None:
        """A heading that stays on one page with so many millimetres of what follows."""
        self._keep_together(12 + following)
        self.ln(5)
        with self._tone(11.5, _INK, bold=True):
            self._lines(text, 7)
        self.ln(1)

    def fact_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Facts, one to a row; a row without a label uses the whole width."""
        self._rule(_INK, 0.3)
        for label, value in rows:
            self._row(label, value)
        self._rule(_INK, 0.3)

    def check_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """What was found in order, and when."""
        for label, day in rows:
            with self._tone(10.5, _INK):
                self._keep_together(2 + self._height(label, 6, self.epw - 60))
                top = self.get_y()
                self.set_xy(_MARGIN + 8, top + 1)
                self._lines(label, 6, width=self.epw - 60)
                bottom = self.get_y()
                self.set_xy(_MARGIN + self.epw - 52, top + 1)
                self.cell(50, 6, day, align="R")
            self._tick(_MARGIN + 2, top + 4)
            self.set_y(bottom + 1)
            self._rule(_HAIR, 0.15)

    def closing(
        self, *, verify: tuple[str, str], signed: tuple[str, str, str], issued: tuple[str, str]
    ) -> None:
        """The code to verify by on the left, the signature on the right, on one page."""
        self._keep_together(_CLOSING)
        self.ln(8)
        top, half = self.get_y(), self.epw / 2
        self._signature(_MARGIN + half + 6, top, half - 6, signed, issued)
        self.set_xy(_MARGIN + 5, top + 4)
        with self._tone(8.5, _QUIET):
            self._lines(verify[0], 4.5, width=half - 18)
        self.set_xy(_MARGIN + 5, max(self.get_y() + 1.5, top + 12))
        with self._tone(13, _INK, bold=True):
            self._lines(verify[1], 7, width=half - 18)
        self.set_draw_color(*_ACCENT)
        self.set_line_width(0.3)
        self.rect(_MARGIN, top, half - 8, self.get_y() + 4 - top)

    def _signature(
        self,
        left: float,
        top: float,
        width: float,
        signed: tuple[str, str, str],
        issued: tuple[str, str],
    ) -> None:
        by, name, position = signed
        self.set_xy(left, top)
        with self._tone(8.5, _QUIET):
            self._lines(by, 5, width=width)
        self.set_draw_color(*_INK)
        self.set_line_width(0.3)
        self.line(left, top + 20, left + width, top + 20)
        self.set_xy(left, top + 22)
        with self._tone(11, _INK, bold=True):
            self._lines(name, 6, width=width)
        self.set_x(left)
        with self._tone(9.5, _INK):
            self._lines(position, 5.2, width=width)
        self.set_x(left)
        with self._tone(9, _QUIET):
            self._lines(f"{issued[0]}  {issued[1]}", 5.6, width=width)

    def _row(self, label: str, value: str) -> None:
        indent = _LABEL_WIDTH if label else 2.0
        with self._tone(11, _INK):
            self._keep_together(4 + self._height(value, 6, self.epw - indent - 2))
            top = self.get_y()
            self.set_xy(_MARGIN + indent, top + 1.6)
            self._lines(value, 6, width=self.epw - indent - 2)
        bottom = self.get_y()
        with self._tone(9.5, _QUIET):
            self.set_xy(_MARGIN + 2, top + 1.6)
            self._lines(label, 6, width=_LABEL_WIDTH - 6)
        self.set_y(max(bottom, self.get_y()) + 1.6)
        self._rule(_HAIR, 0.15)

    def _height(self, text: str, height: float, width: float) -> float:
        return height * len(lines_of(text, width, self.get_string_width))

    def _lines(self, text: str, height: float, *, width: float = 0, align: str = "L") -> None:
        width, left = width or self.epw, self.get_x()
        for line in lines_of(text, width, self.get_string_width):
            self.set_x(left)
            self.cell(width, height, line, align=align, new_x=XPos.LEFT, new_y=YPos.NEXT)

    def _rule(self, colour: tuple[int, int, int], thickness: float) -> None:
        self.set_draw_color(*colour)
        self.set_line_width(thickness)
        self.line(_MARGIN, self.get_y(), _MARGIN + self.epw, self.get_y())
        self.set_x(_MARGIN)

    def _tick(self, x: float, y: float) -> None:
        """Drawn, since a tick is the one sign that a font may lack."""
        self.set_draw_color(*_ACCENT)
        self.set_line_width(0.6)
        self.polyline([(x, y), (x + 1.4, y + 1.6), (x + 4, y - 1.9)])

    def _keep_together(self, height: float) -> None:
        if self.will_page_break(height):
            self.add_page()

    def _ink(self) -> None:
        self.set_text_color(*_INK)

    @contextmanager
    def _tone(
        self, size: float, colour: tuple[int, int, int], *, bold: bool = False
    ) -> Iterator[None]:
        """Size and colour; the font has one weight, so bold is drawn with a thin outline."""
        self.set_font(_FONT, size=size)
        self.set_text_color(*colour)
        if bold:
            self.text_mode = TextMode.FILL_STROKE
            self.set_draw_color(*colour)
            self.set_line_width(size * 0.009)
        yield
        self.text_mode = TextMode.FILL
        self._ink()
