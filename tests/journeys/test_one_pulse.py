"""One pulse, whole: import, greeting, question, answer, change, undo, close, reading, digest.

The same journey on signed Slack bytes and on the playground's own pages, on both databases, against one transcript.
"""

from datetime import UTC, datetime, timedelta

from tests.adapters.harness import Shown
from tests.journeys.people import SERVICE, TEAM
from tests.journeys.town import Town

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)

QUESTION = Shown(
    lines=(
        "Tänk på senaste tillfället. Blev det så här?",
        "Vi avslutar varje kundmöte med en öppen fråga.",
        "Ingen annan ser ditt svar. Teamet och chefen ser ett gemensamt resultat först när minst fem har svarat.",
    ),
    buttons=("Ja", "Inte den gången", "Inget tillfälle", "Om en timme", "I morgon", "Hoppa över", "Pausa", "Sluta"),
)
#: In the weeks in between it has no way to pause or stop.
UNTIL_LATER = Shown(lines=QUESTION.lines, buttons=QUESTION.buttons[:-2])
CHANGED = Shown(lines=QUESTION.lines, buttons=("Ja", "Inte den gången", "Inget tillfälle", "Hoppa över"))
THANKS = Shown(lines=("Tack, sparat.",), buttons=("Ändra", "Ångra"))
IN_THE_WAY = Shown(
    lines=("Tack, sparat.", "Vad stod i vägen? Frivilligt."),
    buttons=(
        *THANKS.buttons,
        *("Tid", "Oklar prioritering", "Mål som krockar", "System eller verktyg"),
        *("Väntan på andra", "Behöver öva", "Inget", "Annat"),
    ),
)
WITHDRAWN = Shown(
    lines=("Ditt svar är borttaget. Du kan svara igen om du vill.", *QUESTION.lines), buttons=CHANGED.buttons
)
CLARITY = Shown(
    lines=(
        "Hur tydligt är det för dig hur ditt eget arbete den här veckan bidrar till målet »Nöjdare kunder«?",
        QUESTION.lines[-1],
    ),
    buttons=(
        *("1 Inte alls tydligt", "2 Lite", "3 Delvis", "4 Ganska", "5 Helt tydligt"),
        *("Om en timme", "I morgon", "Hoppa över"),
    ),
)
DIGEST = Shown(
    lines=(
        "Veckans samtal: Kundservice",
        "Vad rörde sig: »Vi avslutar varje kundmöte med en öppen fråga«. De flesta fick till det vid senaste "
        "tillfället. Det är för tidigt att säga om det har rört sig.",
        "En fråga att ta med",
        "Hur märks det i vårt arbete i dag att vi jobbar mot »Nöjdare kunder«?",
        "Värt att fira",
        "Ni har svarat öppet. Tack för det.",
        "Ett hinder att ta bort",
        "Inget hinder har valts av minst tre. Fråga teamet: vad står mest i vägen?",
        "Teamet och chefen får samma text samtidigt. Resultat bygger på minst 5 personer, och visas i ord när färre "
        "än tio har svarat. Enskilda svar visas aldrig.",
    ),
    buttons=("Vi har pratat om det", "Våra mål", "Varför just det här?"),
)
GOALS = Shown(
    lines=(
        "Det här arbetar vi mot: Kundservice",
        "Vad: Nöjdare kunder",
        "Den som känner sig hörd stannar.",
        "1 sep. 2026 till 31 dec. 2026",
        "Hur: det här gör vi",
        "• I fokus just nu: Vi avslutar varje kundmöte med en öppen fråga. (arbetsmoment)",
        "• Vi ringer upp samma dag. (prioritering)",
        "• Vi läser <!channel> & *ärendet* <b>först</b>. (möte)",
        "Det här gör vi mindre av",
        "• Veckorapporten.",
        "Senaste resultatet för fokusbeteendet, 16–22 nov.: De flesta fick till det vid senaste tillfället.",
    ),
)


async def test_one_pulse_whole(town: Town) -> None:
    anna, olga, farid, lena, frank = (town.user(each) for each in ("anna", "olga", "farid", "lena", "frank"))

    # Monday: everyone is greeted within working hours, and nothing else comes that day.
    await town.until(MONDAY.replace(hour=22))
    (greeting,) = await town.chat.inbox(anna)
    assert greeting.lines[0].startswith("Hej! Jag är Vardag, en bot som ställer högst en kort fråga i veckan")
    assert greeting.buttons == ("Så hanteras svaren", "Välj tid", "Nej tack")
    assert (await town.chat.inbox(olga))[0].lines[0].startswith("Hi! I am Vardag")
    assert len(await town.chat.inbox(lena)) == 1
    assert await town.chat.inbox(frank) == []

    # By Friday everyone in the team has had one question, at their own minute. The lead's own team has no goal.
    await town.until(FRIDAY)
    for name in TEAM:
        assert len(await town.chat.inbox(town.user(name))) == 2
    assert (await town.chat.inbox(anna))[-1] == QUESTION
    assert (await town.chat.inbox(olga))[-1].buttons == (
        *("Yes", "Not that time", "No occasion"),
        *("In an hour", "Tomorrow", "Skip", "Pause", "Stop"),
    )
    assert len(await town.chat.inbox(lena)) == 1

    # One tap, and one's mind changed as often as one likes. The answer is never repeated.
    assert await town.chat.taps(anna, "Inte den gången") == IN_THE_WAY
    assert await town.chat.taps(anna, "Väntan på andra") == THANKS
    assert await town.chat.taps(anna, "Ändra") == CHANGED
    assert await town.chat.taps(anna, "Ja") == THANKS
    assert await town.chat.taps(anna, "Ångra") == WITHDRAWN
    assert await town.chat.taps(anna, "Ja") == THANKS
    assert await town.chat.repeats() < 300
    assert (await town.chat.inbox(anna))[-1] == THANKS
    for name, answer in (("bo", "Ja"), ("cecilia", "Ja"), ("david", "Inte den gången"), ("olga", "Yes")):
        await town.chat.taps(town.user(name), answer)
    assert len(await town.chat.inbox(anna)) == 2

    # At the week boundary five have answered: a reading. On Monday lead and team read the same words.
    await town.until(NEXT_MONDAY)
    assert (await town.chat.inbox(lena))[-1] == DIGEST
    assert not await town.chat.channel(SERVICE)
    assert (await town.chat.inbox(anna))[-1] == DIGEST
    assert (await town.chat.inbox(olga))[-1].lines[0] == "This week’s conversation: Kundservice"

    # Too late is said kindly, and changes nothing.
    late = await town.chat.taps(farid, "Ja")
    assert late == Shown(lines=("Frågan har stängt, men tack!",))
    assert await town.chat.commands(anna, "") == GOALS
    english = await town.chat.commands(olga, "")
    assert english is not None
    assert "• In focus right now: We close every customer meeting with an open question. (work moment)" in english.lines
    # What is written in one language only is shown in it.
    assert "• Vi läser <!channel> & *ärendet* <b>först</b>. (meeting)" in english.lines

    # In the second week it is another question, which nobody is asked more than twice.
    await town.until(NEXT_MONDAY + timedelta(days=4))
    asked = [each for each in await town.chat.inbox(anna) if each == CLARITY]
    assert len(asked) in (1, 2)
    assert await town.chat.taps(anna, "5 Helt tydligt") == THANKS
    # In the third it is the behaviour in focus again.
    await town.until(NEXT_MONDAY + timedelta(days=11))
    assert UNTIL_LATER in await town.chat.inbox(anna)
