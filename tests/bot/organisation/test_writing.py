"""Whatever is written reads back as the same; whatever is read is never a surprise."""

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.organisation.example import EXAMPLE, example
from bot.organisation.file import Accepted, Refused, read
from bot.organisation.schema import json_schema
from bot.organisation.writing import write
from dialogues.blueprint.change import compare
from dialogues.blueprint.entries import Blueprint
from tests.bot.organisation.blueprints import blueprints
from tests.bot.organisation.files import GOOD

unhurried = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(blueprints())
def test_what_is_written_reads_back_as_the_same(blueprint: Blueprint) -> None:
    found = read(write(blueprint).encode())
    assert isinstance(found, Accepted), found
    assert found.blueprint == blueprint
    assert compare(blueprint, found.blueprint) == ()


def test_a_person_can_read_what_is_written() -> None:
    text = write(example())
    assert text.startswith("organisation:\n  name: Exempel AB\n  locale: sv\n  timezone: Europe/Stockholm\n")
    assert "\nteams:\n  - key: ledning\n    name: Ledningsgruppen\n" in text
    assert "\n  - email: bjorn.akesson@example.com\n    name: Björn Åkesson\n    team: leverans\n" in text
    assert "\n      - name: NKI\n        unit: index\n        start: 66\n        target: 72\n" in text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=10,
)


@unhurried
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(source: bytes) -> None:
    assert _is_refused(source)


@unhurried
@given(st.text("abc:-[]{}&*!|>'\"%@`#?,\\ \t\n\r\x85\u2028\ufeff0å", max_size=80))
def test_anything_that_looks_like_yaml_is_refused_in_words(source: str) -> None:
    assert _is_refused(source.encode())


@unhurried
@given(st.data())
def test_a_value_of_any_kind_in_any_place_is_taken_or_refused_in_words(data: st.DataObject) -> None:
    document = yaml.safe_load(GOOD)
    place = document
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(json_values)
    source = yaml.safe_dump(document, allow_unicode=True).encode("utf-8", errors="surrogatepass")
    found = read(source)
    assert isinstance(found, Accepted) or _is_refused(source)


@unhurried
@given(st.integers(0, len(GOOD)), st.integers(0, len(GOOD)), st.binary(max_size=5))
def test_a_file_with_a_piece_cut_out_is_taken_or_refused_in_words(first: int, last: int, piece: bytes) -> None:
    source = GOOD.encode()[:first] + piece + GOOD.encode()[last:]
    assert isinstance(read(source), Accepted) or _is_refused(source)


def test_the_example_and_what_is_exported_keep_to_the_schema() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for text in (EXAMPLE.read_text(encoding="utf-8"), write(example()), GOOD):
        assert list(Draft202012Validator(schema).iter_errors(_dates_as_text(yaml.safe_load(text)))) == []


def test_the_schema_refuses_what_has_the_wrong_shape_and_explains_every_key() -> None:
    schema = json_schema()
    document = _dates_as_text(yaml.safe_load(GOOD))
    assert isinstance(document, dict)
    assert not Draft202012Validator(schema).is_valid({**document, "owner": "me"})
    assert not Draft202012Validator(schema).is_valid({**document, "people": []})
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    for part in (schema, *definitions.values()):
        assert isinstance(part, dict)
        keys = part.get("properties", {})
        assert isinstance(keys, dict)
        assert all(isinstance(key, dict) and key["description"] for key in keys.values())


def _is_refused(source: bytes) -> bool:
    found = read(source)
    assert isinstance(found, Refused)
    lines = [str(each) for each in found.problems]
    assert all(line.startswith("line ") and line.isprintable() and line.endswith((".", "?")) for line in lines), lines
    return bool(lines)


def _dates_as_text(value: object) -> object:
    """JSON has no dates."""
    match value:
        case dict():
            return {key: _dates_as_text(each) for key, each in value.items()}
        case list():
            return [_dates_as_text(each) for each in value]
        case str() | int() | float() | None:
            return value
        case _:
            return str(value)
