"""What people did and saw, in order, as text that reads like a conversation."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from dialogues.language import Language
from dialogues.phrase import Phrase
from tests.adapters.harness import Harness, Shown

FOLDER = Path(__file__).parent / "transcripts"


class Scribe:
    """Lets people act, by the keys of buttons, and writes down what they do and what they see of it."""

    def __init__(self, chat: Harness, language: Language, *, repeats: bool = False) -> None:
        """With `repeats` the platform sends everything that people do once more."""
        self._chat = chat
        self._language = language
        self._repeats = repeats
        self.language = language.code
        self.lines: list[str] = []

    def label(self, key: str, **args: str | int) -> str:
        return self._language.say(Phrase.of(key, **args))

    async def commands(self, name: str, words: str) -> Shown | None:
        """Give `/goal words`."""
        user = self.user(name)
        self.lines.append(f"{name}: /goal {words}".rstrip())
        shown = await self._chat.commands(user, words)
        await self._again()
        await self._look(user, shown)
        return shown

    async def taps(self, name: str, key: str, **args: str | int) -> Shown:
        """Tap the newest button with this label; returns what answers it, in its place or as a new message."""
        return await self.taps_label(name, self.label(key, **args))

    async def taps_label(self, name: str, label: str) -> Shown:
        """The same by what stands on the button."""
        user = self.user(name)
        self.lines.append(f"{name}: [{label}]")
        before = await self._seen(user)
        here = await self._chat.taps(user, label)
        await self._again()
        new = await self._news(user, before)
        shown = new[-1] if new else here
        assert shown is not None
        form = await self._chat.form(user)
        await self._look(user, None if form else shown)
        return shown

    async def submits(self, name: str, values: Mapping[str, str]) -> Mapping[str, str]:
        """Send the open form in; returns the errors."""
        user = self.user(name)
        self.lines += [f"{name} > {field}: {value}" for field, value in values.items()]
        before = await self._seen(user)
        errors = await self._chat.submits(user, values)
        await self._again()
        self.lines += [f"    ! {field}: {said}" for field, said in errors.items()]
        for shown in await self._news(user, before):
            self._write(shown)
        return errors

    async def receives(self, name: str) -> Shown:
        """Read the newest message in one's own conversation."""
        shown = (await self._chat.inbox(self.user(name)))[-1]
        self.lines.append(f"{name} reads")
        self._write(shown)
        return shown

    def user(self, name: str) -> str:
        return next(each.key.user for each in self._chat.users() if each.email == f"{name}@example.com")

    def says(self, line: str) -> None:
        self.lines += ["", f"-- {line}"]

    async def _again(self) -> None:
        if self._repeats:
            assert await self._chat.repeats() < 400

    async def _seen(self, user: str) -> tuple[int, int]:
        """How many messages there are that everybody in the conversation sees, and that only they see."""
        return len(await self._chat.inbox(user)), len(await self._chat.private(user))

    async def _news(self, user: str, before: tuple[int, int]) -> Sequence[Shown]:
        """What has come since."""
        return [*(await self._chat.inbox(user))[before[0] :], *(await self._chat.private(user))[before[1] :]]

    async def _look(self, user: str, shown: Shown | None) -> None:
        if shown is not None:
            self._write(shown)
        elif form := await self._chat.form(user):
            self.lines.append(f"    = {form.title} =")
            for name, label in form.labels.items():
                value = form.values[name]
                self.lines.append(f"    {label}" + (f" [{value}]" if value else ""))

    def _write(self, shown: Shown) -> None:
        self.lines += [f"    {line}" for line in shown.lines]
        if shown.buttons:
            self.lines.append("    " + " ".join(f"[{each}]" for each in shown.buttons))
