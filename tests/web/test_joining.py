"""Cases that belong together: found with reasons, joined by people only, and never at the cost of what was said."""

from dataclasses import replace

import pytest

from config.domain import load_domain
from extract.model import DocumentKind
from ingest.model import Address, MessageClass
from tests.web.office import NOW, open_office, read_mail
from tests.web.test_queue_and_mail import words_of
from triage import casework
from triage.read_models import SearchQuery


@pytest.fixture(scope="session")
def domain():
    return load_domain()


@pytest.fixture
def office(tmp_path, domain):
    with open_office(tmp_path, domain) as office:
        yield office


@pytest.fixture
def desk(office):
    return office.desk_of("caseworker")


def referral(**values):
    """The plain referral with other answers; an empty one is left out."""
    plain = read_mail("x").referrals[0]
    kept = {each.path: each for each in plain.extraction.record.readings}
    some = next(iter(kept.values()))
    for path, value in values.items():
        kept[path] = replace(some, path=path, value=value, raw=value)
    readings = tuple(each for each in kept.values() if each.value)
    return replace(
        plain, extraction=replace(plain.extraction, record=replace(plain.extraction.record, readings=readings))
    )


def from_agency(key, sender="officer@police.example", **values):
    """Another agency's referral."""
    message = replace(read_mail(key).message, sender=Address(mailbox=sender))
    return {"message": message, "referrals": (referral(**{"referrer.agency": "Harrow Police"} | values),)}


@pytest.fixture
def two(office):
    """The same child and incident, by the hospital and by the police."""
    values = {
        "children[0].full_name": "Imojen Vale Hart",
        "children[0].dob": "2024-03-03",
        "incident.location": "At home",
    }
    return office.receive("a")[0], office.receive("b", **from_agency("b", **values))[0]


def view(office, reference):
    return office.store.reader.case(reference, NOW)


def actions(office, reference):
    return [(each.action, each.detail) for each in view(office, reference).history]


def join(desk, one, other, said, **more):
    return desk.send(f"/cases/{one}/join/{other}", said=said, other_version=str(more.pop("other_version", 1)), **more)


def test_a_second_agencys_referral_is_suggested_with_its_reasons_and_nothing_is_joined(office, desk, two):
    words = words_of(desk.see(f"/cases/{two[0]}"))
    assert f"Same referral? {two[1]} IVH , Harrow Police" in words
    assert "another spelling or short form of the name" in words
    assert "a date of birth that differs in one digit" in words
    assert [view(office, each).row.state for each in two] == ["logged", "logged"]
    assert view(office, two[0]).joined == ()


def test_a_merged_case_points_to_the_survivor_which_has_its_mail_documents_and_changes(office, desk, two):
    one, other = two
    status, page = join(desk, one, other, "merge_here", reason="The same admission.")
    assert status == 200
    assert "The other case goes on in this one" in page
    survivor, merged = view(office, one), view(office, other)
    assert (merged.row.state, merged.row.ended_reason) == ("merged", "same_referral")
    assert [(each.reference, each.relation) for each in merged.joined] == [(one, "merged_there")]
    assert [(each.reference, each.relation) for each in survivor.joined] == [(other, "merged_here")]
    assert len(survivor.mail) == 2
    assert len(survivor.documents) == 2 * len(merged.documents)
    assert {each.path: each.stands for each in survivor.fields}["children[0].dob"] == "2024-03-02"
    proposed = {each.field.path: (each.stands, each.field.value) for each in survivor.proposals}
    assert proposed["children[0].dob"] == ("2024-03-02", "2024-03-03")
    assert proposed["incident.location"] == ("", "At home")
    assert "referrer.agency" not in proposed
    assert ("case_merged", one) in actions(office, other)
    assert ("case_took_in", other) in actions(office, one)
    found = office.store.reader.search(SearchQuery(words="imojen"), NOW)
    assert other in [row.reference for row in found]
    assert one not in desk.see("/closed")
    words = words_of(desk.see(f"/cases/{other}"))
    assert "This case goes on there" in words
    assert "The same admission." in words


def test_proposed_changes_are_answered_one_by_one_and_only_then_stand(office, desk, two):
    join(desk, two[0], two[1], "merge_here", reason="The same admission.")
    numbers = {each.field.path: each.id for each in view(office, two[0]).proposals}
    address = f"/cases/{two[0]}/changes"
    assert "Stands now 2 March 2024 Proposed 3 March 2024" in words_of(desk.see(address))
    answers = {f"answer-{numbers['children[0].dob']}": "accepted", f"answer-{numbers['incident.location']}": "refused"}
    status, page = desk.send(address, **answers)
    assert (status, "Your answers were saved." in page) == (200, True)
    after = view(office, two[0])
    (born,) = [each for each in after.fields if each.path == "children[0].dob"]
    assert (born.value, born.stands, born.correction.kind) == ("2024-03-02", "2024-03-03", "fact")
    assert two[1] in born.correction.reason
    assert "incident.location" not in {each.path for each in after.fields}
    answered = {each.field.path: (each.answer, each.answered_by) for each in after.proposals}
    assert answered["children[0].dob"] == ("accepted", "Caseworker Person")
    assert answered["incident.location"] == ("refused", "Caseworker Person")
    assert answered["children[0].full_name"] == ("", "")
    status, _ = desk.send(address, **answers)
    assert status == 400


def test_merging_is_undone_by_reopening_and_unanswered_changes_are_taken_back(office, desk, two):
    one, other = two
    join(desk, one, other, "merge_here", reason="The same admission.")
    status, _ = desk.send(f"/cases/{other}/reopen", note="Another child after all.")
    assert status == 200
    assert view(office, other).row.state == "triage"
    assert view(office, one).joined == view(office, other).joined == ()
    assert {each.answer for each in view(office, one).proposals} == {"taken_back"}
    assert len(view(office, one).mail) == 1
    assert ("case_gave_back", other) in actions(office, one)
    assert [each.reference for each in view(office, one).candidates] == [other]
    assert office.store.reader.check_history().holds


def test_siblings_point_to_each_other_and_both_stay_open(office, desk):
    one = office.receive("a")[0]
    kin = {
        "children[0].full_name": "Corin Hart",
        "children[0].dob": "2019-08-01",
        "family[0].name": "Imogen Vale-Hart",
        "family[0].relationship": "Sister",
        "incident.date": "2025-01-01",
    }
    other = office.receive("b", **from_agency("b", **kin))[0]
    assert view(office, one).candidates[0].kind == "sibling"
    assert join(desk, one, other, "sibling")[0] == 200
    assert [view(office, each).joined[0].relation for each in (one, other)] == ["sibling", "sibling"]
    assert view(office, one).candidates == ()
    assert [view(office, each).row.state for each in (one, other)] == ["logged", "logged"]
    status, _ = desk.send(f"/cases/{one}/unjoin/{other}", f"/cases/{one}", reason="Namesakes.")
    assert status == 200
    assert view(office, one).joined == ()
    assert view(office, one).candidates[0].reference == other


def test_cases_that_are_not_the_same_are_not_suggested_again(office, desk, two):
    join(desk, *two, "not_same")
    assert view(office, two[0]).candidates == view(office, two[1]).candidates == ()
    assert view(office, two[0]).joined == ()


@pytest.mark.parametrize(
    ("said", "more", "words"),
    [
        ("", {}, "Choose one of the answers"),
        ("merge_here", {}, "Enter the reason"),
        ("merge_here", {"reason": "x", "version": 9}, "Somebody else changed this case"),
        ("merge_here", {"reason": "x", "other_version": 9}, "Somebody else changed this case"),
        ("merge_there", {"reason": "x", "other_version": 9}, "Somebody else changed this case"),
    ],
)
def test_nothing_is_joined_where_a_guard_speaks(office, desk, two, said, more, words):
    status, page = join(desk, *two, said, **more)
    assert (status in (400, 409), words in page) == (True, True)
    assert [view(office, each).row.version for each in two] == [1, 1]
    assert view(office, two[0]).proposals == ()


def test_a_case_with_a_recorded_decision_is_the_one_that_goes_on(office, desk, two):
    answers = {
        "what": "recommendation",
        "outcome": "notify",
        "decided_by": "P. Lindqvist",
        "decided_role": "Chair",
        "decided__day": "10",
        "decided__month": "11",
        "decided__year": "2026",
        "reasons": "The injury is not explained.",
    }
    desk.send(f"/cases/{two[1]}/record", step="check", go="record", **answers)
    status, page = join(desk, *two, "merge_here", reason="x", other_version=2)
    assert (status, "Decisions are recorded in the case that would end" in page) == (400, True)
    assert join(desk, *two, "merge_there", reason="x", other_version=2)[0] == 200
    assert view(office, two[0]).row.state == "merged"


def test_a_risk_and_an_earlier_clock_go_with_the_merged_case(office, desk, two):
    with office.store.work(NOW) as work:
        case = work.cases_named([two[1]])[0]
        case.flags = ["child_may_be_unsafe_now"]
        for clock in case.deadlines:
            clock.due = clock.due.replace(day=clock.due.day - 1)
        work.commit()
    before = {each.kind: each.due for each in view(office, two[0]).deadlines}
    join(desk, *two, "merge_here", reason="The same admission.")
    after = view(office, two[0])
    assert "child_may_be_unsafe_now" in after.row.flags
    assert all(each.due < before[each.kind] for each in after.deadlines)


def test_the_other_case_is_found_by_its_reference_only_where_there_is_one(desk, two):
    address = f"/cases/{two[0]}/join"
    assert "There is no case with that reference" in desk.send(address, other="LIG-0")[1]
    assert "There is no case with that reference" in desk.send(address, other="")[1]
    assert "That is this case itself" in desk.send(address, other=two[0])[1]
    assert "How do these cases belong together?" in desk.send(address, other=two[1].lower())[1]
    assert desk.client.get(f"/cases/{two[0]}/join/{two[0]}").status_code == 404


def correction(office, key, reference, **values):
    """A mail that belongs to a case and gives another account of it."""
    again = referral(**values)
    with office.store.work(NOW) as work:
        link = casework.CaseLink(
            case=work.cases_named([reference])[0], relation="proposed", reason="other_version", referral=again
        )
    office.receive(key, message_class=MessageClass.CORRECTION, referrals=(), links=(link,))


def test_a_correction_by_mail_changes_nothing_until_a_person_accepts_it(office, desk):
    case = office.receive("a")[0]
    correction(office, "b", case, **{"children[0].full_name": "Imogen Hartvale", "incident.location": "At home"})
    before = view(office, case)
    assert {each.path: each.stands for each in before.fields}["children[0].full_name"] == "Imogen Vale-Hart"
    assert {each.field.path for each in before.proposals} == {"children[0].full_name", "incident.location"}
    assert "2 proposed changes" in words_of(desk.see(f"/cases/{case}"))
    assert "Hartvale" not in desk.see(f"/cases/{case}")
    desk.send(f"/cases/{case}/changes", **{f"answer-{each.id}": "accepted" for each in before.proposals})
    stands = {each.path: each.stands for each in view(office, case).fields}
    assert (stands["children[0].full_name"], stands["incident.location"]) == ("Imogen Hartvale", "At home")
    assert view(office, case).row.initials == "IH"


def test_a_mail_that_does_not_belong_to_the_case_takes_its_changes_with_it(office, desk):
    case = office.receive("a")[0]
    correction(office, "b", case, **{"incident.location": "At home"})
    item = next(each.id for each in view(office, case).mail if each.relation == "proposed")
    desk.send(f"/cases/{case}/mail/{item}/reject", f"/cases/{case}?view=messages")
    assert {each.answer for each in view(office, case).proposals} == {"refused"}


def test_the_same_form_again_proposes_nothing(office):
    case = office.receive("a")[0]
    correction(office, "b", case)
    assert view(office, case).proposals == ()


def corrected_form(key, **values):
    """A corrected form that nothing joins to its case."""
    again = referral(**values)
    file = casework.ReadFile(path="1", content=b"%PDF again", extraction=again.extraction)
    return {
        "message_class": MessageClass.REPLY_WITH_FORM,
        "message": read_mail(key).message,
        "referrals": (),
        "files": (file,),
    }


def test_a_mail_joined_by_hand_proposes_what_it_says_otherwise(office, desk):
    (case,) = office.receive("a")
    assert office.receive("b", **corrected_form("b", **{"children[0].dob": "2024-03-05"})) == []
    (mail,) = [each for each in office.store.reader.mail() if not each.case_references]
    status, page = desk.send(f"/mail/{mail.id}/link", reference=case)
    assert (status, "joined to this case" in page) == (200, True)
    assert [(each.field.path, each.stands, each.field.value) for each in view(office, case).proposals] == [
        ("children[0].dob", "2024-03-02", "2024-03-05")
    ]
    assert view(office, case).proposals[0].item_id == mail.id
    assert ("changes_proposed", "") in [(action, "") for action, _ in actions(office, case)]
    assert {each.path: each.stands for each in view(office, case).fields}["children[0].dob"] == "2024-03-02"


def test_a_question_joined_by_hand_is_taken_for_an_answer_but_not_its_free_text(office, desk):
    (case,) = office.receive("a")
    body = referral(**{"incident.location": "At a swimming pool", "background": "Written in haste."}).extraction
    file = casework.ReadFile(path="body", content=b"text", extraction=replace(body, kind=DocumentKind.OTHER_DOCUMENT))
    message = read_mail("b").message
    office.receive("b", message_class=MessageClass.QUERY, message=message, referrals=(), files=(file,))
    (mail,) = [each for each in office.store.reader.mail() if not each.case_references]
    desk.send(f"/mail/{mail.id}/link", reference=case)
    assert [each.field.path for each in view(office, case).proposals] == ["incident.location"]
