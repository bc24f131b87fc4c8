"""Several photos in one mail: pages of one form go together, other pictures stay what they are."""

from config.load import DEFAULTS, load_yaml
from config.schema.fields import FieldCatalogue
from extract.document import Paragraph, Place, SourceDocument, Span
from extract.messages import gather
from extract.model import DocumentKind, Extraction
from extract.photographed import FURTHER_PAGE, with_pages_joined
from extract.read import read_document

FIRST = (
    "Referral to the Learning and Inquiry Group for a local child safeguarding practice review",
    "Name of child: Harriet Lowe",
    "Date of birth: 25/10/2016",
    "Home address: 4 Mill Lane, Wenham Cross",
    "Date of incident: 3 March 2026",
    "What happened? Found at the foot of the stairs with a head injury that nobody could explain.",
)
SECOND = (
    "Name of referrer: Ada Finch",
    "Role of referrer: Health visitor",
    "Telephone number of referrer: 01632 960001",
    "Date of referral: 4 March 2026",
)
OTHER = ("Minutes of the residents' meeting", "The lift will be mended in May.")
CATALOGUE = load_yaml(DEFAULTS / "fields.yaml", FieldCatalogue)


def photo(lines: tuple[str, ...]) -> SourceDocument:
    items = tuple(
        Paragraph(spans=(Span(text=line, score=0.98),), place=Place(part="page", page=1, box=(50, y, 500, y + 12)))
        for y, line in zip(range(60, 800, 24), lines, strict=False)
    )
    return SourceDocument(format="scan", items=items, page_count=1)


def read(document: SourceDocument, name: str) -> Extraction:
    return read_document(document, name, CATALOGUE)


def extractions(*pages: tuple[str, ...]) -> list[Extraction]:
    return [read(photo(lines), f"photo{number}.jpg") for number, lines in enumerate(pages, start=1)]


def test_photos_of_two_pages_are_one_referral_with_each_value_on_its_own_photo() -> None:
    joined = with_pages_joined(extractions(FIRST, SECOND), [True, True], read)
    (referral,) = gather(joined, {}).referrals
    assert referral.record.value("children[0].full_name") == "Harriet Lowe"
    assert referral.record.value("referrer.name") == "Ada Finch"
    places = {each.path: (each.file, each.place.page) for each in referral.record.readings}
    assert places["children[0].full_name"] == ("photo1.jpg", 1)
    assert places["referrer.name"] == ("photo2.jpg", 1)
    assert [each.kind for each in joined] == [DocumentKind.REFERRAL_FORM] * 2
    assert FURTHER_PAGE in joined[1].warnings


def test_two_forms_with_a_child_each_stay_two() -> None:
    second = tuple(line.replace("Harriet Lowe", "Tom Reed").replace("25/10/2016", "1/2/2019") for line in FIRST)
    joined = with_pages_joined(extractions(FIRST, second), [True, True], read)
    names = [each.record.value("children[0].full_name") for each in gather(joined, {}).referrals]
    assert names == ["Harriet Lowe", "Tom Reed"]


def test_files_that_are_no_pictures_and_pictures_before_any_form_are_left_alone() -> None:
    given = extractions(FIRST, SECOND)
    assert with_pages_joined(given, [True, False], read) == given
    before = extractions(OTHER, FIRST)
    assert with_pages_joined(before, [True, True], read) == before
