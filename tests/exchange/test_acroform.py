"""Forms of somebody else: read as they are, refused with a reason, and never a fault of ours."""

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from beschutdesk.exchange import acroform
from beschutdesk.exchange.acroform import BadForm, Blank, Field, FieldKind, read
from beschutdesk.exchange.form_flatten import flatten
from tests.exchange.asked import BLANKS, blank
from tests.exchange.reading import words_of


def by_key(found: Blank) -> dict[tuple[str, str], Field]:
    return {field.key: field for field in found.fields}


def drawn(pages: int = 1, turn: int = 0, make: Callable[[Canvas], None] | None = None) -> bytes:
    """A form made with ReportLab, with one field unless told otherwise."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(400, 300), invariant=1)
    for page in range(pages):
        canvas.drawString(20, 20, f"pagina {page + 1}")
        if turn:
            canvas.setPageRotation(turn)
        if page == 0:
            if make is None:
                canvas.acroForm.textfield(name="naam", tooltip="Naam", x=50, y=200, width=150, height=20, value="OUD")
            else:
                make(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(data: bytes, act: Callable[[pikepdf.Pdf], object], **save: Any) -> bytes:
    """A file after something was done to it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        act(pdf)
        pdf.save(out, **save)
    return out.getvalue()


# -- reading -----------------------------------------------------------------------------------------------------------


def test_what_libreoffice_makes() -> None:
    found = read(blank("zonnedorp"))
    fields = by_key(found)
    assert found.title == "Aanvraag begeleidingssubsidie gemeente Zonnedorp"
    assert len(found.pages) == 2
    assert len(found.digest) == 64
    assert fields["wg_kvk", ""].limit == 8
    assert fields["wg_kvk", ""].label == "KvK-nummer"
    assert fields["motivering", ""].multiline
    assert {key for key in fields if key[0] == "contract"} == {("contract", "tijdelijk"), ("contract", "vast")}
    assert all(fields["contract", state].places[0].drawn for state in ("tijdelijk", "vast"))
    assert fields["aanvrager", ""].kind is FieldKind.CHOICE
    assert fields["aanvrager", ""].options[1:3] == ("de werkgever", "het SOB")
    assert fields["akkoord", ""].kind is FieldKind.TICK
    assert fields["akkoord", ""].places[0].page == 1


def test_what_pdf_lib_makes() -> None:
    fields = by_key(read(blank("waterhoek")))
    comb = fields["werkgever.iban", ""]
    assert comb.comb
    assert comb.limit == 18
    assert fields["aanvrager", "0"].options == ("werkgever",)
    assert fields["aanvrager", "0"].title == "aanvrager: werkgever"
    assert fields["plan.doel1", ""].places[0].turn == 90
    assert fields["bedrag", ""].align == 2


def test_what_pdfbox_makes() -> None:
    found = read(blank("lindeveen"))
    fields = by_key(found)
    assert found.pages == ((635.0, 882.0),)
    assert fields["werkgever.naam", ""].label == "Naam van het bedrijf"
    assert fields["waarom", ""].required
    assert fields["gemeente", ""].value == "Lindeveen"
    assert not fields["gemeente", ""].places[0].filled
    assert "printen" not in {name for name, _ in fields}
    assert "handtekening" not in {name for name, _ in fields}
    left, top, wide, high = fields["werkgever.naam", ""].places[0].shown
    assert (round(left * 595), round(wide * 595), round(high * 842)) == (230, 300, 18)
    assert round(top * 842) == 892 - 770 - 18  # the page is looked at from 50 to 892


@pytest.mark.parametrize("name", BLANKS)
def test_fields_come_from_top_to_bottom(name: str) -> None:
    places = [(field.places[0].page, round(field.places[0].shown[1], 2)) for field in read(blank(name)).fields]
    assert places == sorted(places)
    for field in read(blank(name)).fields:
        for left, top, wide, high in (place.shown for place in field.places):
            assert 0 <= left < left + wide <= 1
            assert 0 <= top < top + high <= 1


def test_a_field_that_nobody_sees_is_no_field() -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots[0].F = 2

    with pytest.raises(BadForm, match="geen velden"):
        read(changed(drawn(), hide))


# -- refusing ----------------------------------------------------------------------------------------------------------


def _with_xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")


def _without_fields() -> bytes:
    return drawn(make=lambda canvas: None)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "no pdf": (lambda: b"Beste collega, hierbij het formulier." * 40, "geen pdf"),
    "empty": (lambda: b"", "geen pdf"),
    "only a head": (lambda: b"%PDF-1.7\n", "beschadigd"),
    "half": (lambda: blank("waterhoek")[:900], "beschadigd|geen velden"),
    "noise": (lambda: b"%PDF-1.7\n" + random.Random(7).randbytes(5000), "beschadigd"),
    "no fields": (_without_fields, "geen velden"),
    "xfa": (lambda: changed(drawn(), _with_xfa), "XFA"),
    "opens with a password": (
        lambda: changed(drawn(), lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b")),
        "wachtwoord",
    ),
    "closed to changes": (
        lambda: changed(drawn(), lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="")),
        "wachtwoord",
    ),
    "51 pages": (lambda: drawn(pages=51), "51 bladzijden"),
    "1,000 pages": (lambda: drawn(pages=1000), "1000 bladzijden"),
    "11 MB": (lambda: drawn() + b"\n%" + b"x" * (11 * 1024 * 1024), "10 MB"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_refused_with_a_reason(why: str) -> None:
    make, words = REFUSED[why]
    data = make()
    acts = [lambda: read(data), lambda: flatten(data, None)]
    for act in acts[:1] if why == "no fields" else acts:  # without fields it can be made flat all the same
        with pytest.raises(BadForm, match=words) as caught:
            act()
        assert caught.value.happened
        assert caught.value.safe
        assert caught.value.todo


@pytest.mark.slow
@pytest.mark.parametrize("name", BLANKS)
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    """Bytes turned, cut out, doubled: whatever happens, no other error than one for people."""
    whole, dice, told = blank(name), random.Random(20261122), 0
    for _ in range(120):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 3, 20, 200))):
            at = dice.randrange(len(data))
            match dice.randrange(4):
                case 0:
                    data[at] = dice.randrange(256)
                case 1:
                    del data[at : at + dice.randrange(1, 60)]
                case 2:
                    data[at:at] = data[at : at + dice.randrange(1, 60)]
                case _:
                    data[at : at + 4] = b"<<[("[: dice.randrange(1, 5)]
        try:
            read(bytes(data))
            flatten(bytes(data), None)
        except BadForm as error:
            told += bool(error.happened and error.todo)
    assert told


def test_strange_values_are_passed_over() -> None:
    """What a field says of itself may be of any kind; none of it stops the others."""
    odd = (
        ("/MaxLen", pikepdf.String("veel")),
        ("/MaxLen", -5),
        ("/Ff", pikepdf.Name("/Ja")),
        ("/DA", pikepdf.Array([1])),
        ("/DA", pikepdf.String("/Helv x Tf")),
        ("/TU", pikepdf.Dictionary()),
        ("/Q", 7),
        ("/MK", pikepdf.String("x")),
        ("/AP", pikepdf.String("x")),
        ("/F", pikepdf.String("x")),
        ("/V", pikepdf.Array([])),
    )
    for key, value in odd:

        def put(pdf: pikepdf.Pdf, key: str = key, value: object = value) -> None:
            pdf.pages[0].Annots[0][key] = value

        data = changed(drawn(), put)
        assert read(data).fields[0].name == "naam"
        flatten(data, None, cleared={("naam", "")})


def test_a_circle_of_groups_ends() -> None:
    def bend(pdf: pikepdf.Pdf) -> None:
        widget = pdf.pages[0].Annots[0]
        group = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("kring")))
        group.Parent = group
        widget.Parent = group

    found = read(changed(drawn(), bend))
    assert found.fields[0].name.endswith("naam")
    assert len(found.fields[0].name) <= 200


# -- making flat -------------------------------------------------------------------------------------------------------


def test_what_the_blank_held_stays_or_goes() -> None:
    assert "OUD" in words_of(flatten(drawn(), None))[0]
    assert "OUD" not in words_of(flatten(drawn(), None, cleared={("naam", "")}))[0]
    assert "pagina 1" in words_of(flatten(drawn(), None, cleared={("naam", "")}))[0]


def test_nothing_can_be_filled_or_run_afterwards() -> None:
    def arm(pdf: pikepdf.Pdf) -> None:
        act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.Root.OpenAction = act
        pdf.Root.AA = pikepdf.Dictionary(WC=act)
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=act)
        pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([])))

    flat = flatten(changed(drawn(), arm), None)
    with pikepdf.open(BytesIO(flat)) as pdf:
        assert not {"/AcroForm", "/OpenAction", "/AA"} & set(pdf.Root.keys())
        assert "/JavaScript" not in pdf.Root.Names
        assert all("/Annots" not in page.obj and "/AA" not in page.obj for page in pdf.pages)
    assert b"app.alert" not in flat


def test_the_same_form_gives_the_same_bytes() -> None:
    assert flatten(blank("waterhoek"), None) == flatten(blank("waterhoek"), None)


def test_fields_without_a_look_leave_nothing_behind() -> None:
    with pikepdf.open(BytesIO(flatten(blank("lindeveen"), None))) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


def test_starting_up_does_not_wait_for_it() -> None:
    """The library is loaded when a form is read, and not with the module."""
    import subprocess
    import sys

    code = "import sys, beschutdesk.services.municipal_forms; sys.exit('pikepdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert acroform.MOST_PAGES == 50


def test_our_words_stand_upright_on_pages_of_every_kind() -> None:
    """Turned, cut, begun elsewhere, with what they draw with kept for the whole chapter, or never put back."""
    from beschutdesk.documents.form_overlay import Ink, draw
    from tests.exchange.pictures import differences

    def chapter(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        pdf.Root.Pages.Resources = page.Resources
        pdf.Root.Pages.MediaBox = page.MediaBox
        del page.Resources
        del page.MediaBox

    def moved(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.MediaBox = pikepdf.Array([-30, -40, 400, 300])
        pdf.pages[0].obj.CropBox = pikepdf.Array([10, 10, 390, 290])

    def left_open(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b" q 0.5 0 0 0.5 90 90 cm q 2 0 0 2 0 0 cm ")

    for turn in (0, 90, 180, 270):
        for act in (chapter, moved, left_open):
            data = changed(drawn(turn=turn), act)
            found = read(data)
            (place,) = found.fields[0].places
            assert place.turn == turn
            over = draw(found.pages, [Ink(0, place.box, place.turn, "Łukasz")])
            cleared = {found.fields[0].key}
            filled = flatten(data, over.data, cleared=cleared)
            assert "Łu" in words_of(filled)[0]  # on its side the field is too narrow for more
            assert "pagina 1" in words_of(filled)[0]
            inside, outside = differences(flatten(data, None, cleared=cleared), filled, found)
            assert (inside > 30, outside) == (True, 0), (turn, act.__name__)
