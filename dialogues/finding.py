"""What is wrong or unwise in an organisation file, and how to mend it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

#: Field names of a blueprint and places in its tuples, from 0: `("people", 2, "team")`.
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`says` is one or two plain sentences in English, for the operator."""

    path: Path
    says: str


def quoted(text: str) -> str:
    """Somebody else's text, safe to print: shortened, and with what cannot be seen spelt out."""
    short = text if len(text) <= 60 else text[:57] + "..."
    return '"' + "".join(each if each.isprintable() else ascii(each)[1:-1] for each in short) + '"'


def closest(wrong: str, known: Collection[str]) -> str | None:
    """The known word that `wrong` was probably meant to be."""
    return next(iter(get_close_matches(wrong[:100].lower(), sorted(known), n=1)), None)


def check_unique(what: str, values: Sequence[tuple[Path, str]]) -> Iterator[Finding]:
    """Every value that an earlier one equals."""
    seen: set[str] = set()
    for path, value in values:
        if value in seen:
            says = f"there is another {what} {quoted(value)} before this one. Change or remove one of the two."
            yield Finding(path=path, says=says)
        seen.add(value)


def check_known(path: Path, what: str, name: str, known: Collection[str]) -> Iterator[Finding]:
    """A reference to something that is not there."""
    if name not in known:
        close = closest(name, known)
        mend = f"Did you mean {quoted(close)}?" if close else "Add it, or correct it here."
        yield Finding(path=path, says=f"there is no {what} {quoted(name)}. {mend}")
