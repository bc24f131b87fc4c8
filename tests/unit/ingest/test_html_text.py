"""HTML mail as text, in linear time."""

import pytest

from ingest.html_text import cids_used, html_to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Dear team,</p><p>attached.</p>", "Dear team,\n\nattached."),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<table><tr><td>Name</td><td>Ada</td></tr><tr><th>Role</th><td>DSL</td></tr></table>", "Name\tAda\nRole\tDSL"),
        ("<style>p {color: red}</style>a<script>alert('<p>')</script>b", "ab"),
        ("<head><title>x</title></head><body>y</body>", "y"),
        ('see <a href="https://x.example/?q=1">the form</a>', "see the form"),
        ("a<!-- <p>hidden</p> -->b", "ab"),
        ("5 &lt; 6 &amp; 7 &gt; 6&nbsp;&#8217;", "5 < 6 & 7 > 6 ’"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("a <unclosed", "a <unclosed"),
        ("a <!-- unclosed <b>bold</b>", "a <!-- unclosed bold"),
        ("line\nbreaks   are\tblanks", "line breaks are\tblanks"),
        ("<P>UPPER</P>", "UPPER"),
        ("<div><b>Name</b>&nbsp; Jo Field</div><div><b>Post</b>&nbsp; </div>", "Name\tJo Field\nPost"),
        ("<p><b>Note</b> that this is urgent</p>", "Note that this is urgent"),
        ("<script>only", ""),
        ("", ""),
    ],
)
def test_words_and_lines_remain(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


def test_content_ids_are_found() -> None:
    assert cids_used('<img src="cid:logo@x"><img src=CID:b%40x> url(cid:c)') == {"logo@x", "b%40x", "c"}


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "<", '<a b="', "<div>", "</", "<!", "<?", "&#", "cid:", "<script>", "</p"]
)
def test_a_megabyte_of_anything_is_read(piece: str) -> None:
    """Each of these takes minutes with a quadratic reader."""
    markup = piece * (1_000_000 // len(piece)) + "the end"
    html_to_text(markup)
    cids_used(markup)
    assert html_to_text(piece * 1000 + "<p>the end").endswith("the end") or piece in (
        "<!--",
        "<script>",
        '<a b="',
        "<!",
        "<?",
    )
