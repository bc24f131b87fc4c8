"""Values of an answer to a question that asks for several facts at once: `CP plan / looked after`, `Name and role`."""

from collections.abc import Sequence

from config.schema.fields import FieldCatalogue, FieldDefinition
from extract.candidates import Value
from extract.composite import joined_name, split_answer, uncounted
from extract.parsing import Written, parse
from extract.values import find_phones, special_answer, tidy

_NO = {"no", "n", "none", "neither", "no to both", "n both"}


def composite_values(fields: Sequence[FieldDefinition], written: Written, catalogue: FieldCatalogue) -> list[Value]:
    """Values of the facts that were asked for; a plain `not known` answers the first of facts of different kinds."""
    text = uncounted(written.text or ", ".join(written.picked))
    if all(field.type in ("surname", "forenames", "name") for field in fields):
        return joined_name(list(fields), text)
    special = special_answer(text)
    if all(field.type == "yesno" for field in fields) and (special or tidy(text).casefold().strip(" .") in _NO):
        return [Value(path=field.path, value=special or "no", fit=0.9) for field in fields]
    if special:
        return [Value(path=fields[0].path, value=special, fit=0.9)]
    asked = {field.path for field in fields}
    owner = next((field for field in fields if field.type == "yesno" and field.detail in asked), None)
    if owner is not None:
        plain = Written(lines=tuple(text.splitlines())) if text != written.text and written.lines else written
        return parse(owner, plain, catalogue)  # `SIN made / date: Y 13/10/26`
    values: list[Value] = []
    for path, part in split_answer(fields, text).items():
        whole = text if path == "children[].dob" and not find_phones(text) else part
        values.extend(parse(catalogue.by_path[path], Written(lines=tuple(whole.splitlines())), catalogue))
    return values
