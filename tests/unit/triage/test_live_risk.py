"""A child who may be unsafe now, with nobody named who has acted, calls a person; what is past or in hand does not."""

import pytest

from triage.classify.live_risk import live_risk

UNSAFE_NOW = (
    "He is still living with the alleged perpetrator.",
    "Ms L told me today that he came back to the flat on Sunday and the baby sleeps in their room.",
    "He said dad hits him with the belt and that he is going home to him this evening. Please advise.",
    "Mother was discharged yesterday and has taken the twins home. She says again that she wants to end it all.",
    "She is still having contact with the coach twice a week, on her own, in his car.",
    "The child has not been seen for nine days and mother does not answer the door.",
    "Her uncle touches her, she told our counsellor. He lives in the house. She asked us not to tell anyone.",
    "The three siblings are still in the family home and no one has checked on them.",
    "The staff member has not been suspended and is working with the residents this week.",
    "She says she is too scared to go back to her placement and has to be back by 9 pm.",
    "Mum is using again, the baby was found unattended this morning and they are there now.",
    "Two of my tenants' children are home by themselves most evenings until midnight, the youngest is four.",
    "As of this afternoon the family's tent has gone and we cannot say where the three children are.",
    "Boy, 13, carrying cash and a burner phone, collected most nights by older males in a grey car.",
    "He has made threats to come to the school and take the children by force.",
    "Insulin has run out and mother will not let us in. The child was drowsy on the phone.",
    "The residents are locked in at night on the unit, and the same two staff are on duty tonight.",
    "He is in hospital, and the man who did it is still having contact with him there every day.",
    "Police attended in 2019. Mum's partner has now moved back in, the little ones are there every night.",
)
NOT_NOW = (
    "She is back at home and doing well.",
    "Police and children's social care were informed at once and the siblings are with their aunt.",
    "Strategy meeting held on 4 May, s47 open. The baby remains in hospital; parents have supervised contact only.",
    "He died in March. There are no other children in the household.",
    "The incident took place two years ago and the alleged perpetrator has since died.",
    "She was living with her mother and the mother's partner at the time of the incident in 2021.",
    "There had been an immediate risk in 2018, when an order was made.",
    "Both parents were arrested and bailed with conditions. The twins are with grandparents.",
    "At that time nobody had told the police. The perpetrator is serving a sentence.",
    "The family moved away in June. The new school tells us that all is well.",
)


@pytest.mark.parametrize("text", UNSAFE_NOW)
def test_a_child_unsafe_now_is_noticed(text: str) -> None:
    found = live_risk({"background": "Known to us since the autumn.", "incident": text})
    assert found is not None
    assert found.section == "incident"
    assert found.quote == text[found.start : found.end]


@pytest.mark.parametrize("text", NOT_NOW)
def test_what_is_past_or_in_hand_calls_nobody(text: str) -> None:
    assert live_risk({"incident": text}) is None


@pytest.mark.parametrize("text", UNSAFE_NOW)
def test_an_action_anywhere_in_the_text_is_enough(text: str) -> None:
    assert live_risk({"incident": text, "rationale": "MASH were informed this morning."}) is None


def test_an_action_that_is_denied_or_past_is_none() -> None:
    danger = "He is still living with the alleged perpetrator."
    assert live_risk({"incident": danger, "rationale": "Nobody has rung the police."}) is not None
    assert (
        live_risk({"incident": danger, "background": "Social care were informed of another matter in 2017."})
        is not None
    )
