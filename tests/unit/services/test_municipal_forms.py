"""The gemeente's own form: recognised, filled in, made flat, reported on and kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest

from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.values import YesNo
from beschutdesk.exchange.acroform import FieldKind
from beschutdesk.rules.schemes import Rate, Scheme
from beschutdesk.services.desk import Desk
from beschutdesk.services.form_report import FormReport
from beschutdesk.services.municipal_forms import OWN, Entry, OpenedForm, Standing
from beschutdesk.trouble import Trouble
from tests.exchange.asked import BLANKS, FORMS, TODAY, WHY, blank, kept
from tests.exchange.reading import words_of


def opened(desk: Desk, name: str) -> OpenedForm:
    return desk.municipal_forms.open(FORMS / f"{name}.pdf")


def filled(desk: Desk, form: OpenedForm, asked: UUID | None = None) -> tuple[str, FormReport]:
    """The words of a filled form with single spaces, and its report."""
    order = desk.municipal_forms.order(asked or kept(desk), form, TODAY)
    printed, report = desk.municipal_forms.render(order)
    return " ".join(" ".join(words_of(printed.data)).split()), report


def put(form: OpenedForm, *entries: Entry) -> OpenedForm:
    """A form with these entries in place of others."""
    own = {entry.key: entry for entry in (*form.entries, *entries)}
    return replace(form, entries=tuple(own.values()))


def other_edition(name: str = "lindeveen", gone: str = "loonheffing", new: str = "toelichting") -> bytes:
    """The same form as it might be next year: one field is called otherwise."""
    out = BytesIO()
    with pikepdf.open(BytesIO(blank(name))) as pdf:
        for widget in pdf.pages[0].Annots:
            if widget.get("/T") == gone:
                widget.T = pikepdf.String(new)
                widget.TU = pikepdf.String("Iets anders")
        pdf.save(out)
    return out.getvalue()


# -- filling forms of three programs -----------------------------------------------------------------------------------


def test_a_form_of_libreoffice(desk: Desk) -> None:
    words, report = filled(desk, opened(desk, "zonnedorp"))
    for wanted in (
        "Hoveniersbedrijf Groenrijk B.V. 12345678 Dorpsweg 4 8012 CD Zwolle NL91 ABNA 0417 1643 00 Geert Mulder",
        "Łukasz Çelik-Şahin 07-03-1998 111222333 24,5 01-01-2026 31-12-2026",
        WHY,
        "de werkgever Geert Mulder",
    ):
        assert wanted in words
    assert "maak een keuze" not in words
    assert not report.too_long
    assert not report.no_option
    assert not report.open
    assert (report.filled, report.fields) == (17, 20)
    assert report.nothing == ("Datum ondertekening (blz. 2): Aanvraag: Ondertekend op",)


def test_a_form_of_pdf_lib(desk: Desk) -> None:
    words, report = filled(desk, opened(desk, "waterhoek"))
    tight = "".join(words.split())
    for wanted in (
        "N L 9 1 A B N A 0 4 1 7 1 6 4 3 0 0",
        "1 1 1 2 2 2 3 3 3",
        "0 7 0 3 1 9 9 8",
        "8 0 1 1 A B",
        "Tijdelijk contract",
        "Begint niet uit zichzelf Taken doornemen Begint met een lijst",
        "geert@groenrijk.example",
    ):
        assert "".join(wanted.split()) in tight
    assert not report.too_long
    assert not report.no_option


def test_a_form_of_pdfbox(desk: Desk) -> None:
    words, report = filled(desk, opened(desk, "lindeveen"))
    for wanted in ("07 03 1998", "1 1 1 2 2 2 3 3 3", "123456789L01", WHY, "038 123 45 67"):
        assert wanted in words
    assert words.endswith("✓ Lindeveen")  # what the blank held and left to others to draw, stays
    assert not report.open


@pytest.mark.parametrize("name", BLANKS)
def test_ink_only_where_the_fields_are(desk: Desk, name: str) -> None:
    """Filled and blank look the same outside the fields, whatever the page begins at and however it is turned."""
    from tests.exchange.pictures import differences

    form = opened(desk, name)
    order = desk.municipal_forms.order(kept(desk), form, TODAY)
    printed, _ = desk.municipal_forms.render(order)
    empty, _ = desk.municipal_forms.render(replace(order, form=replace(form, entries=())))
    inside, outside = differences(empty.data, printed.data, form.blank)
    assert inside > 300
    assert outside == 0


@pytest.mark.parametrize("name", BLANKS)
def test_nothing_is_left_to_fill_in(desk: Desk, name: str) -> None:
    order = desk.municipal_forms.order(kept(desk), opened(desk, name), TODAY)
    printed, _ = desk.municipal_forms.render(order)
    with pikepdf.open(BytesIO(printed.data)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert all("/Annots" not in page.obj for page in pdf.pages)
        assert not pdf.check_pdf_syntax()
    with pytest.raises(Trouble, match="geen velden"):
        desk.municipal_forms.open_data(printed.data)
    for word in ("Epilepsie", "begeleid;", "Schulden", "scheiden", "Neuriet"):
        assert word not in " ".join(words_of(printed.data))


# -- what goes where ---------------------------------------------------------------------------------------------------


def test_tick_boxes_follow_the_answer(desk: Desk) -> None:
    form, asked = opened(desk, "lindeveen"), kept(desk)
    words, _ = filled(desk, form, asked)
    assert words.count("✓") == 1
    first, again = Entry("eerste", "", "application.kind", "renewal"), Entry("verlenging", "", OWN, "1")
    words, _ = filled(desk, put(form, first), asked)
    assert words.count("✓") == 0
    words, _ = filled(desk, put(form, again), asked)
    assert words.count("✓") == 2


def test_a_text_of_ones_own(desk: Desk) -> None:
    words, _ = filled(desk, put(opened(desk, "lindeveen"), Entry("werkgever.kvk", "", OWN, "zie bijlage")))
    assert "zie bijl" in words  # eight characters is all that the form takes


def test_what_does_not_go_as_it_should_is_told(desk: Desk) -> None:
    form = put(
        opened(desk, "zonnedorp"),
        Entry("wn_uren", "", "application.why_more"),
        Entry("aanvrager", "", "guide.name"),
        Entry("ond_naam", "", "goal.3.goal"),
        Entry("nergens", "", "candidate.born"),
    )
    _, report = filled(desk, form)
    assert report.too_long == ("Uren per week (blz. 1)",)
    assert report.no_option == ("Wie vraagt aan (blz. 2): Anneke Smit",)
    assert "Naam ondertekening (blz. 2): Doel 3: Wat is het doel" in report.nothing
    assert report.gone == ("nergens",)
    assert "Uren en begeleiding: Uren per week (uur)" in report.unused
    assert "Werknemer: Hele naam" not in report.unused
    assert "Werknemer: Achternaam" not in report.unused  # part of what is used
    assert not report.good
    assert all(head and found for head, found in report.lines())


def test_an_amount_in_a_form_says_in_the_report_what_it_rests_on(desk: Desk) -> None:
    """A form has no room for it, so whoever fills it in is told."""
    rate = Rate(date(2026, 1, 1), date(2026, 12, 31), Decimal(6000), Decimal(30), None, False, "Een folder")
    desk.schemes.put(Scheme(key="eigen", name="Eigen", municipality="Waterhoek", source="Folder", rates=(rate,)))
    asked, form = kept(desk), opened(desk, "lindeveen")
    name, state = next(field.key for field in form.blank.fields if field.kind is FieldKind.TEXT)

    def report(value: str) -> FormReport:
        return filled(desk, replace(form, entries=(Entry(name, state, value),)), asked)[1]

    assert report("scheme.name").cautions == ()
    told = report("amount.total")
    assert any("niet geverifieerd" in one for one in told.cautions)
    assert ("Let op bij het bedrag", told.cautions) in told.lines()


def test_a_field_that_the_form_wants(desk: Desk) -> None:
    form = put(opened(desk, "lindeveen"), Entry("waarom", "", ""))
    _, report = filled(desk, form)
    assert report.open == ("Waarom is meer begeleiding nodig dan gewoon (blz. 1)",)
    assert not report.good


def test_the_bsn_stays_out_until_it_was_turned_on(desk: Desk) -> None:
    form, asked = opened(desk, "zonnedorp"), kept(desk)
    desk.settings.record_bsn = False
    words, report = filled(desk, form, asked)
    assert "111222333" not in words
    assert "Burgerservicenummer (blz. 1): Werknemer: BSN" in report.nothing


def test_the_application_as_it_is_being_typed(desk: Desk) -> None:
    asked, form = kept(desk), opened(desk, "zonnedorp")
    typed = desk.dossiers.get("supervision_subsidy", asked)
    typed.why_more = "Net getypt."
    order = desk.municipal_forms.order(asked, form, TODAY, edited=typed)
    assert "Net getypt." in " ".join(words_of(desk.municipal_forms.render(order)[0].data))


# -- kept and recognised -----------------------------------------------------------------------------------------------


def test_what_was_kept_once_is_known_for_ever(desk: Desk) -> None:
    form = put(replace(opened(desk, "lindeveen"), municipality="Lindeveen"), Entry("uren", "", OWN, "zie contract"))
    assert form.standing is Standing.PROPOSED
    _, now = desk.municipal_forms.keep(form)
    again = opened(desk, "lindeveen")
    assert again.standing is Standing.KEPT
    assert again.kept == now.kept
    assert again.municipality == "Lindeveen"
    assert {entry.key: entry for entry in again.entries}["uren", ""].option == "zie contract"
    assert now.kept is not None
    assert desk.municipal_forms.open_kept(now.kept).data == blank("lindeveen")
    (known,) = desk.municipal_forms.known()
    assert (known.municipality, known.fields) == ("Lindeveen", 29)


def test_kept_again_it_is_the_same_form(desk: Desk) -> None:
    form = opened(desk, "waterhoek")
    _, first = desk.municipal_forms.keep(form)
    saved, second = desk.municipal_forms.keep(put(first, Entry("bedrag", "", "")))
    assert second.kept == first.kept
    assert saved.changed
    assert desk.municipal_forms.keep(second)[0].save_id is None  # nothing was different
    assert len(desk.municipal_forms.known()) == 1


def test_another_edition_is_noticed(desk: Desk) -> None:
    form = put(opened(desk, "lindeveen"), Entry("uren", "", OWN, "zie contract"))
    desk.municipal_forms.keep(replace(form, name="Aanvraag Lindeveen", municipality="Lindeveen"))
    new = desk.municipal_forms.open_data(other_edition(), "nieuw.pdf")
    assert new.standing is Standing.EDITION
    assert new.kept is None
    assert new.municipality == "Lindeveen"
    assert "andere uitgave van ‘Aanvraag Lindeveen’. 1 veld is nieuw en 1 veld is weg." in new.remark
    found = {entry.key: entry for entry in new.entries}
    assert found["uren", ""].option == "zie contract"
    assert ("loonheffing", "") not in found
    _, now = desk.municipal_forms.keep(new)
    assert len(desk.municipal_forms.known()) == 2
    assert now.standing is Standing.KEPT


def test_a_form_of_another_gemeente_is_no_edition(desk: Desk) -> None:
    desk.municipal_forms.keep(opened(desk, "lindeveen"))
    assert opened(desk, "waterhoek").standing is Standing.PROPOSED


def test_forms_of_the_gemeente_come_first(desk: Desk) -> None:
    for name, municipality in zip(BLANKS, ("Zonnedorp", "Waterhoek", "Lindeveen"), strict=True):
        desk.municipal_forms.keep(replace(opened(desk, name), municipality=municipality))
    assert desk.municipal_forms.known("waterhoek")[0].municipality == "Waterhoek"
    key = desk.municipal_forms.known("Lindeveen")[0].id
    desk.municipal_forms.drop(key)
    assert len(desk.municipal_forms.known()) == 2
    with pytest.raises(Trouble, match="niet meer"):
        desk.municipal_forms.open_kept(key)


# -- as a file for a colleague -----------------------------------------------------------------------------------------


def test_a_mapping_travels(desk: Desk, tmp_path: Path) -> None:
    form = put(opened(desk, "lindeveen"), Entry("uren", "", OWN, 'zie "contract"'), Entry("eerste", "", OWN, "1"))
    path = tmp_path / "lindeveen.toml"
    path.write_text(desk.municipal_forms.mapping_text(replace(form, municipality="Lindeveen")), "utf-8")
    got = desk.municipal_forms.with_mapping(opened(desk, "lindeveen"), path)
    assert {entry for entry in got.entries if entry.value} == {entry for entry in form.entries if entry.value}
    assert got.municipality == "Lindeveen"
    assert got.standing is Standing.READ
    assert not got.remark
    assert "Łukasz" not in path.read_text("utf-8")
    other = desk.municipal_forms.with_mapping(desk.municipal_forms.open_data(other_edition()), path)
    assert "andere uitgave" in other.remark
    assert "1 veld daaruit" in other.remark


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("form = ", "geen TOML"),
        ("vorm = 'x'", "onbekende naam"),
        ("field = 3", r"onder \[\[field\]\]"),
        ("[[field]]\nname = 'uren'\nvalue = 'candidate.private_notes'", "niets wat dit programma"),
        ("[[field]]\nname = 'uren'\nvalue = 'candidate.care'", "niets wat dit programma"),
        ("[[field]]\nname = 'uren'\nvalue = 'own'", "option"),
        ("[[field]]\nname = 'uren'\nsoort = 'x'", "onbekende naam"),
        ("[[field]]\nvalue = 'today'", "naam van het veld"),
        ("[[field]]\nname = 7", "tekst op één regel"),
        ("[[field]]\nname = 'a'\n[[field]]\nname = 'a'", "twee keer"),
        ("sha256 = 'kort'", "64 tekens"),
        ("[[field]]\nname = 'heel_ergens_anders'\nvalue = 'today'", "ander formulier"),
        ("[" * 3000, "geen TOML"),
    ],
)
def test_a_bad_mapping_is_refused(desk: Desk, tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "koppeling.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Trouble, match=words) as caught:
        desk.municipal_forms.with_mapping(opened(desk, "lindeveen"), path)
    assert "koppeling.toml" in str(caught.value)


def test_what_is_no_text_or_not_there(desk: Desk, tmp_path: Path) -> None:
    form, path = opened(desk, "lindeveen"), tmp_path / "x.toml"
    for make in (lambda: None, lambda: path.write_bytes(b"\xff\xfe\x00")):
        make()
        with pytest.raises(Trouble):
            desk.municipal_forms.with_mapping(form, path)
    with pytest.raises(Trouble, match="niet te lezen"):
        desk.municipal_forms.open(tmp_path / "weg.pdf")


# -- leaving -----------------------------------------------------------------------------------------------------------


def test_what_left_is_kept_and_counted(desk: Desk) -> None:
    asked, form = kept(desk), replace(opened(desk, "lindeveen"), municipality="Lindeveen")
    for number in (1, 2):
        order = desk.municipal_forms.order(asked, form, TODAY)
        assert order.number == number
        printed, _ = desk.municipal_forms.render(order)
        assert printed.name.startswith(f"Formulier Lindeveen Łukasz, versie {number}, voor de gemeente")
        desk.municipal_forms.issue(order, printed, way="pdf")
    document = desk.municipal_forms.issued(asked)[0]
    assert (document.kind, document.subsidy, document.to_whom) == (DocumentKind.FILLED_FORM, asked, "Lindeveen")
    assert document.concept is YesNo.YES
    assert document.issued_on == TODAY
    assert desk.documents.reopen(document) == printed.data


def test_gone_is_gone(desk: Desk) -> None:
    asked, form = kept(desk), opened(desk, "lindeveen")
    person = desk.dossiers.ids("candidate")[0]
    desk.dossiers.trash("candidate", person)
    with pytest.raises(Trouble, match="prullenbak"):
        desk.municipal_forms.order(asked, form, date(2026, 11, 22))
