"""However many cases there are, a page asks the database the same number of times, and lists come in pages."""

import pytest

from benchmarks.many_cases import counted, engine_of, fill, opened, pages
from tests.web.test_queue_and_mail import words_of

FEW, MANY = 60, 300


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    made = {}
    for number in (FEW, MANY):
        store, client = opened(tmp_path_factory.mktemp(f"cases{number}"))
        fill(engine_of(store), number, open_share=0.5)
        made[number] = (store, client)
    yield made
    for store, _ in made.values():
        store.close()


def queries(office, address):
    store, client = office
    client.get(address)
    with counted(engine_of(store)) as sent:
        assert client.get(address).status_code == 200
    return len(sent)


@pytest.mark.parametrize("name", ["queue", "waiting for others", "an open case", "its criteria", "its history"])
def test_a_page_takes_as_many_queries_with_300_cases_as_with_few(offices, name):
    few, many = (queries(offices[number], pages(number)[name]) for number in (FEW, MANY))
    assert few == many
    assert many < 50


@pytest.mark.parametrize("address", ["/closed", "/mail", "/needs-a-person", "/"])
def test_a_list_takes_as_many_queries_with_300_cases_as_with_few(offices, address):
    assert queries(offices[FEW], address) == queries(offices[MANY], address)


def test_long_lists_come_in_pages_that_together_hold_everything(offices):
    _, client = offices[MANY]
    first = client.get("/").text
    assert "Page 1 of 3, 150 in all" in words_of(first)
    seen = [
        part.split('"')[0]
        for page in (1, 2, 3)
        for part in client.get(f"/?page={page}").text.split('href="/cases/')[1:]
    ]
    assert len(set(seen)) == 150
    assert "Page 3 of 6, 300 in all" in words_of(client.get("/mail?page=3").text)
    assert "Page 6 of 6" in words_of(client.get("/mail?page=999999999999").text)
    assert "Page 1 of 3" in words_of(client.get("/closed?page=-4").text)
    assert 'href="/closed?page=2"' in client.get("/closed").text


def test_a_short_list_has_no_pages(offices):
    _, client = offices[FEW]
    assert "Page 1 of 1" not in words_of(client.get("/closed").text)
