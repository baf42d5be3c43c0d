"""`vardag check`: whether a sentence is an observable behaviour."""

import json
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction

from dialogues.person import LANGUAGES


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the parser."""
    checking = commands.add_parser(
        "check",
        help="say whether a sentence is an observable behaviour",
        description="Prints the verdict, and what to ask whoever wrote the sentence. Needs no database, no settings. "
        "Ends with 0 for accept, 1 for advise and 2 for reject.",
    )
    checking.add_argument("sentence", metavar="SENTENCE", help="the behaviour, or - for the standard input")
    checking.add_argument("--lang", choices=LANGUAGES, required=True, help="the language it is written in")
    checking.add_argument("--json", action="store_true", help="print one JSON object, with the score")
    checking.set_defaults(run=_check)


def _check(arguments: Namespace) -> int:
    from bot.catalogues import read_languages
    from dialogues.observability.check import Verdict, assess, reply

    sentence: str = arguments.sentence
    if sentence == "-":
        sentence = sys.stdin.buffer.read().decode(errors="replace")
    found = assess(sentence, arguments.lang)
    language = read_languages()[arguments.lang]
    codes = [{"code": code.value, "help": language.say(reply(code))} for code in found.codes]
    if arguments.json:
        said = {"verdict": found.verdict.value, "score": found.score, "codes": codes}
        print(json.dumps(said, ensure_ascii=False))
    else:
        print("\n".join([found.verdict.value, *(f"{each['code']}: {each['help']}" for each in codes)]))
    return list(Verdict).index(found.verdict)
