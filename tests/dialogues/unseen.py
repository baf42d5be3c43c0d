"""The observability check on sentences by somebody who had not seen it: `python -m tests.dialogues.unseen`.

The sentences were written before the check was first run on them, by somebody who knew domain.md §2 and not the check.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from dialogues.observability.check import Verdict, assess

SENTENCES = Path(__file__).with_name("unseen.txt")
ROSTER = ("Karin Lund", "Omar Haddad")


class Sentence(NamedTuple):
    """`expected` is `good`, or the code by which it is to be rejected."""

    language: str
    expected: str
    text: str


def sentences() -> list[Sentence]:
    """All of them, in both languages."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [Sentence(*line.split("\t")) for line in lines]


def main() -> int:
    """Prints the confusion table of each language, and every sentence that came out otherwise than meant."""
    for language in ("sv", "en"):
        table: Counter[tuple[str, Verdict]] = Counter()
        right = 0
        for each in sentences():
            if each.language != language:
                continue
            found = assess(each.text, language, names=ROSTER)
            kind = "good" if each.expected == "good" else "bad"
            table[kind, found.verdict] += 1
            codes = [code.name for code in found.codes]
            right += each.expected in codes
            if (kind == "good") is (found.verdict is Verdict.REJECT) or (kind, found.verdict) == (
                "bad",
                Verdict.ACCEPT,
            ):
                print(f"  {each.expected}: {found.verdict} {codes}: {each.text}")
        for kind in ("good", "bad"):
            print(language, kind, {verdict.value: table[kind, verdict] for verdict in Verdict})
        print(f"{language}: rejected with the very code that was meant: {right}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
