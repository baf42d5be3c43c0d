"""Words are shortened until a platform takes them all."""

from adapters.fit import cut, fit, length, within
from dialogues.message import Block, Choice, Choices, Field, Fields, Heading, Items, Paragraph

BUTTON = Choices(choices=(Choice(label="Go", token="a/b/c/d"),))


def test_what_fits_stays_as_it_is() -> None:
    blocks: tuple[Block[str], ...] = (Heading(text="x" * 50), Items(items=("y" * 30, "z" * 20)), BUTTON)
    assert tuple(fit(blocks, each=50, together=100)) == blocks
    assert length(blocks, each=50) == 100


def test_the_longest_are_shortened_first_and_the_short_ones_stay_whole() -> None:
    blocks: tuple[Block[str], ...] = (
        Paragraph(text="a" * 900),
        Paragraph(text="b" * 150),
        BUTTON,
        Items(items=("c" * 700, "d" * 100)),
    )
    long, short, button, items = fit(blocks, each=1000, together=1000)
    assert (long, items) == (Paragraph(text="a" * 374 + "…"), Items(items=("c" * 374 + "…", "d" * 100)))
    assert (short, button) == (blocks[1], BUTTON)


def test_where_that_is_not_enough_the_end_is_missing_and_the_buttons_stay() -> None:
    blocks: tuple[Block[str], ...] = (*(Paragraph(text="a" * 500) for _ in range(10)), BUTTON)
    *texts, button = fit(blocks, each=1000, together=450)
    assert texts == [Paragraph(text="a" * 99 + "…")] * 4 + [Paragraph(text="a" * 49 + "…")]
    assert button == BUTTON


def test_a_label_is_never_shown_without_its_value() -> None:
    fields = Fields(fields=(Field(label="a" * 150, value="b" * 150), Field(label="c" * 150, value="d" * 150)))
    (shown,) = fit((fields,), each=150, together=350)
    assert isinstance(shown, Fields)
    assert all(field.label and field.value for field in shown.fields)


def test_a_text_is_cut_so_that_one_sees_it() -> None:
    assert (cut("abc", 3), cut("abcd", 3)) == ("abc", "ab…")


def test_the_whole_has_as_much_room_as_leaves_it_small_enough() -> None:
    made = within(100, room=1000, make=lambda room: "x" * (room + 30), size=len)
    assert 90 < len(made) <= 100
    # What has no room at all is as small as it gets.
    assert within(10, room=1000, make=lambda room: "x" * (room + 30), size=len) == "x" * 30
