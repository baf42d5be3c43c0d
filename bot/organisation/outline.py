"""YAML as plain text, lists and mappings, with the line of everything in it.

Only what an organisation file needs: every value is text until the schema says otherwise (so the country `NO` is not
a refusal), and nothing is tagged, repeated by reference, or nested without end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import yaml

from bot.organisation.problem import Problem
from dialogues.finding import Path, quoted

LARGEST: Final = 1_000_000  # bytes
_DEEPEST: Final = 20

#: Line and column, from 1.
Spot = tuple[int, int]

#: A mapping, a list, a text, or None where nothing stands.
Value = dict[str, "Value"] | list["Value"] | str | None


class _Mark(Protocol):
    line: int
    column: int


class MalformedError(Exception):
    """Not YAML that we read; nothing in it can be understood."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """`problems` are keys that stand twice; `value` has the first of them."""

    value: Value
    problems: tuple[Problem, ...]
    spots: Mapping[Path, Spot]

    def problem(self, path: Path, says: str) -> Problem:
        """A problem at the innermost place of `path` that is in the file; what is not is passed over."""
        here: Path = ()
        for part in path:
            if (*here, part) in self.spots:
                here = (*here, part)
        return _at(self.spots[here], says, here)


def outline(source: bytes) -> Outline:
    """Raises MalformedError."""
    node = _compose(decode(source))
    if node is None:
        says = 'the file is empty. Begin with "organisation:"; examples/organisation.yaml shows a whole one.'
        raise MalformedError(_at((1, 1), says))
    walk = _Walk()
    value = walk.value(node, ())
    return Outline(value=value, problems=tuple(walk.problems), spots={(): _spot(node.start_mark), **walk.spots})


def decode(source: bytes) -> str:
    """The text of a file. Raises MalformedError."""
    if len(source) > LARGEST:
        says = "the file is larger than 1 MB. Is it the right one?"
        raise MalformedError(_at((1, 1), says))
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig", errors="ignore")
        says = "this is not UTF-8. Save the file again with the encoding UTF-8."
        raise MalformedError(_at(_end(before), says)) from None


class _Walk:
    """Turns nodes into values, and keeps where they stood."""

    def __init__(self) -> None:
        self.spots: dict[Path, Spot] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, path: Path) -> Value:
        match node:
            case yaml.MappingNode():
                return self._mapping(node, path)
            case yaml.SequenceNode():
                return [self._item(each, (*path, i)) for i, each in enumerate(node.value)]
            case yaml.ScalarNode(style=None, value="" | "~" | "null"):
                return None
            case _:
                return str(node.value)

    def _item(self, node: yaml.Node, path: Path) -> Value:
        self.spots[path] = _spot(node.start_mark)
        return self.value(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> Value:
        found: dict[str, Value] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._complain(key, path, 'a key must be a single word before ": ". Write it without brackets.')
            elif key.value in found:
                first, _ = self.spots[(*path, key.value)]
                says = f"the key {quoted(key.value)} is on line {first} already. Keep one of the two."
                self._complain(key, path, says)
            else:
                self.spots[(*path, key.value)] = _spot(key.start_mark)
                found[key.value] = self.value(value, (*path, key.value))
        return found

    def _complain(self, node: yaml.Node, path: Path, says: str) -> None:
        self.problems.append(_at(_spot(node.start_mark), says, path))


class _Loader(yaml.BaseLoader):
    """Refuses what could make a small file a large one, or run anything."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None) is not None:
            raise _malformed(event, "references (& and *) are not read here. Write the value out, a text in quotes.")
        if getattr(event, "tag", None) is not None:
            raise _malformed(event, "tags (!) are not read here. Take it away, or write the text in quotes.")
        if self.depth == _DEEPEST:
            raise _malformed(event, "this is nested too deeply. Look for brackets or spaces too many.")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _compose(text: str) -> yaml.Node | None:
    try:
        loader = _Loader(text)
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise MalformedError(_explain(error, text)) from None
    except yaml.reader.ReaderError as error:
        says = f"the character {quoted(chr(error.character))} cannot stand in a file like this. Take it away."
        raise MalformedError(_at(_end(text[: error.position]), says)) from None
    except (ValueError, OverflowError):
        # PyYAML lets the error of chr() out for "\UFFFFFFFF".
        says = 'a "\\U" in quotes names no character. Write \\\\ for a backslash, or use single quotes.'
        raise MalformedError(_at(_end(text[: loader.index]), says)) from None


def _malformed(event: yaml.Event, says: str) -> MalformedError:
    return MalformedError(_at(_spot(event.start_mark), says))


def _explain(error: yaml.MarkedYAMLError, text: str) -> Problem:
    mark = error.problem_mark
    if mark is not None and text[mark.index : mark.index + 1] == "\t":
        return _at(_spot(mark), "there is a tab here. Write spaces: YAML tells by them what belongs to what.")
    if error.problem == "but found another document":
        return _at(_spot(mark), 'a second document begins here, with "---". Write everything in one.')
    mend = "Look here and on the line before for a missing colon, space, quotation mark or bracket."
    return _at(_spot(mark), f"this is not YAML: {error.problem}. {mend}")


def _spot(mark: _Mark | None) -> Spot:
    """PyYAML counts from 0, people from 1."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _end(before: str) -> Spot:
    """The place after a text."""
    lines = before.split("\n")
    return len(lines), len(lines[-1]) + 1


def _at(spot: Spot, says: str, path: Path = ()) -> Problem:
    return Problem(line=spot[0], column=spot[1], path=_in_words(path), says=says)


def _in_words(path: Path) -> str:
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            words += ("." if words else "") + (part if part.isidentifier() and len(part) <= 40 else quoted(part))
    return words
