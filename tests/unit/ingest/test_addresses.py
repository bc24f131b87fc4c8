"""Who a mail is from: one address or nobody."""

import pytest

from ingest.addresses import all_addresses, is_addr_spec, single_address


@pytest.mark.parametrize(
    ("value", "mailbox", "name"),
    [
        ("ada@school.example", "ada@school.example", ""),
        ("<ada@school.example>", "ada@school.example", ""),
        ("Ada Finch <Ada.Finch@School.example>", "ada.finch@school.example", "Ada Finch"),
        ('"Finch, Ada" <ada@school.example>', "ada@school.example", "Finch, Ada"),
        ("\"O'Neil (DSL)\" <d.o'neil@school.example>", "d.o'neil@school.example", "O'Neil (DSL)"),
        ("ada@school.example (Ada Finch)", "ada@school.example", ""),
        ("Ada (DSL) Finch <ada@school.example>", "ada@school.example", "Ada Finch"),
        ("=?utf-8?B?Wm/DqyBGaW5jaA==?= <zoe@school.example>", "zoe@school.example", "Zoë Finch"),
        ("=?utf-8?Q?Finch,_Ada?= <ada@school.example>", "ada@school.example", "Finch, Ada"),
        ("=?utf-8?Q?a?=\r\n =?utf-8?Q?da?= <ada@school.example>", "ada@school.example", "ada"),
        ('"ada@school.example" <ada@school.example>', "ada@school.example", "ada@school.example"),
        ("ada@school.example <ada@school.example>", "ada@school.example", "ada@school.example"),
        ("Ada\r\n Finch\r\n <ada@school.example>", "ada@school.example", "Ada Finch"),
        ('"Ada Finch @ Harbour School" <ada@school.example>', "ada@school.example", "Ada Finch @ Harbour School"),
        ("Ada <a+b_c-d@sub.school.example>", "a+b_c-d@sub.school.example", "Ada"),
    ],
)
def test_one_address_is_read(value: str, mailbox: str, name: str) -> None:
    address = single_address([value])
    assert address is not None
    assert (address.mailbox, address.display_name) == (mailbox, name)


AMBIGUOUS = [
    "",
    "   ",
    "Ada Finch",
    "undisclosed-recipients:;",
    "alice@nhs.example <evil@x.example>",
    '"alice@nhs.example" <evil@x.example>',
    "'alice@nhs.example' <evil@x.example>",
    "alice@nhs.example, <evil@x.example>",
    "alice@nhs.example,evil@x.example",
    "Alice <alice@nhs.example>, Evil <evil@x.example>",
    "<alice@nhs.example> <evil@x.example>",
    "<alice@nhs.example>evil@x.example",
    "<alice@nhs.example> (evil@x.example)",
    "evil@x.example (alice@nhs.example)",
    "Alice (alice@nhs.example) <evil@x.example>",
    "=?utf-8?Q?alice=40nhs.example?= <evil@x.example>",
    "=?utf-8?B?YWxpY2VAbmhzLmV4YW1wbGU=?= <evil@x.example>",
    "alice＠nhs.example <evil@x.example>".encode().decode("ascii", "surrogateescape"),
    "alice@nhs.example@x.example",
    "<alice@nhs.example@x.example>",
    '"alice@nhs.example"@x.example',
    '"alice"@nhs.example',
    "alice@[192.0.2.1]",
    "<@relay.example:alice@nhs.example>",
    "<@a.example,@b.example:alice@nhs.example>",
    "alice@nhs.example\x00@x.example",
    "alice@nhs.example\r\n\tevil@x.example",
    "alice @nhs.example",
    "alice@ nhs.example",
    "<alice @nhs.example>",
    "alice@nhs..example",
    ".alice@nhs.example",
    "alice.@nhs.example",
    "al..ice@nhs.example",
    "alice@-nhs.example",
    "alice@nhs-.example",
    "alice@localhost",
    "alice@nhs",
    "alice@",
    "@nhs.example",
    "alice",
    "<>",
    "<alice>",
    "Alice <alice@nhs.example",
    "Alice alice@nhs.example>",
    'Alice" <alice@nhs.example>',
    '"Alice <alice@nhs.example>',
    "Alice (alice@nhs.example",
    "Alice) <alice@nhs.example>",
    "Alice; <alice@nhs.example>",
    "Team: alice@nhs.example;",
    "Team: Alice <alice@nhs.example>;",
    "Finch, Ada <alice@nhs.example>",
    "alice@nhs.example\\",
    "a\\lice@nhs.example",
    "álice@nhs.example".encode().decode("ascii", "surrogateescape"),
    "alice@nhś.example".encode().decode("ascii", "surrogateescape"),
    "alice@nhs.exam ple",
    "alice@192.0.2.1",
    "a" * 65 + "@nhs.example",
    "alice@" + "n" * 64 + ".example",
    "alice@" + ".".join(["nhs" * 10] * 9) + ".example",
    "alice%nhs.example@",
    "mailto:alice@nhs.example",
    "alice@nhs.example;evil@x.example",
    "((((((((((((alice@nhs.example",
    "(" * 50 + ")" * 50 + "alice@nhs.example",
]


@pytest.mark.parametrize("value", AMBIGUOUS)
def test_what_can_be_read_in_two_ways_is_nobody(value: str) -> None:
    assert single_address([value]) is None


def test_no_from_and_two_from_headers_are_nobody() -> None:
    assert single_address([]) is None
    assert single_address(["a@school.example", "a@school.example"]) is None


def test_display_names_lose_hidden_letters() -> None:
    address = single_address(["=?utf-8?Q?Ada=E2=80=AE_Finch=E2=80=8B=0D=0ABcc:?= <ada@school.example>"])
    assert address is not None
    assert address.display_name == "Ada Finch Bcc:"


def test_recipients_are_read_one_by_one_and_once() -> None:
    found = all_addresses(
        ['"Team, LIG" <LIG@p.example>, b@p.example; undisclosed:;, broken <, c@p.example', "lig@p.example"]
    )
    assert found == ("lig@p.example", "b@p.example")
    assert all_addresses(["a@p.example (x, y), b@p.example"]) == ("a@p.example", "b@p.example")


def test_many_recipients_are_cut_without_trouble() -> None:
    found = all_addresses([", ".join(f"user{number}@p.example" for number in range(3000))])
    assert len(found) == 2000


@pytest.mark.parametrize("text", ["a@b.example\n", "a@b.example\r", " a@b.example", "a@b.example "])
def test_grammar_allows_nothing_around_the_address(text: str) -> None:
    assert not is_addr_spec(text)
