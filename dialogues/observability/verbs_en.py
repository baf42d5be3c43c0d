"""The English verbs that tell whether a behaviour is observable, and how their forms are made."""

from collections.abc import Iterator
from typing import Final

from dialogues.observability.lexicon import Verbs, pairs, words

_IRREGULAR: Final = {
    "is": "be", "are": "be", "am": "be", "was": "be", "were": "be", "been": "be", "has": "have", "had": "have",
    "having": "have", "does": "do", "done": "do", "goes": "go", "made": "make", "given": "give", "taken": "take",
    "written": "write", "read": "read", "sent": "send", "told": "tell", "said": "say", "held": "hold", "kept": "keep",
    "put": "put", "shown": "show", "met": "meet", "brought": "bring", "thanked": "thank", "begun": "begin",
    "understood": "understand", "known": "know", "felt": "feel", "spoken": "speak", "drawn": "draw", "found": "find",
    "paid": "pay", "left": "leave", "heard": "hear", "led": "lead", "sold": "sell", "worn": "wear", "swept": "sweep",
    "chosen": "choose", "hung": "hang", "laid": "lay", "we're": "be", "i'm": "be",
}  # fmt: skip


def _lemmas(word: str) -> Iterator[str]:
    """Dictionary forms of which `word` may be a form, the likeliest first, and then those without a first part."""
    for form in _forms(word):
        yield form
        if "-" in form:
            yield form.rpartition("-")[2]
        elif form.startswith("re") and len(form) > 5:
            yield form.removeprefix("re")


def _forms(word: str) -> Iterator[str]:
    yield word
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem, stem + "e")
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def _command(word: str) -> Iterator[str]:
    """A command is the dictionary form itself."""
    yield word


# fmt: off
VERBS: Final = Verbs(
    lemmas=_lemmas,
    command=_command,
    observable=words("""
        accompany add adjust advise agree alert allocate amend announce answer apologise apologize appoint approve
        archive arrange arrive ask assemble assign attach attend attest audit await back bag bandage bathe begin bench
        bind block board boil book bookmark borrow bow brake break brief bring brush buddy build buy calculate calibrate
        call campaign cancel cap carry cast categorise celebrate chair change chart chase chat check circle circulate
        cite clean clear click clip clock close code collect comment commit compare compile complete compliment conclude
        conduct confirm congratulate construct consult contact convene convert cook copy correct count cover credit
        cross cut cycle debit debrief decide decline decommission dedicate define delegate delete demo demonstrate
        deploy deposit deputise describe detach detail dim disassemble discard disconnect discuss disinfect dispatch
        display distribute divert divide dock document donate dose double-check draft drain draw dress drill drop dry
        dump duplicate dust e-mail eat elect email empty enclose encrypt end enrol enter erase erect escalate estimate
        evacuate examine exchange exit explain export extract fasten fax feed fetch file fill film finalise finalize
        finish fit fix flag fold forward freeze fry fuel gather gauge gift give glue go grade grant graph greet grill
        groom guide hand handover handwrite hang harvest highlight hire hold honk hoover host hug inflate inform inject
        insert inspect install instruct interpret interview introduce inventory investigate invite invoice iron isolate
        itemise itemize join jot justify kick kneel knit knock label lay leaf leave lend level lift light link list load
        loan lock log log-in lower lubricate mail make map mark massage measure mention merge message milk minute mix
        moderate mop mount move mow name narrate negotiate nod nominate notarise note notify number observe offer
        offload oil onboard open order outline pack page paint pair palpate paraphrase park part pass paste patch pause
        pay pedal peel phone photograph pick pin pitch place plan plant plate plug point post pour practice practise
        praise pray pre-brief pre-check preheat prepare prescribe present preview print probe program prompt proofread
        propose prototype prune publish pull push put quantify quarantine query quiz quote raise rank rate read
        read-back realign reassign rebook recalibrate recap recheck recite reconcile reconvene record recount rectify
        recycle redact redirect refactor refer refile refill refrigerate refund register rehearse reimburse reiterate
        reject relay release remind remove reopen reorder repair repeat rephrase replace reply report reposition request
        reschedule reserve reset respond rest restack restart restate restock resuscitate retest retire retrieve return
        reuse revert review rewrite ride ring rinse role-play roll roster rotate route run sample sand sanitise sanitize
        save say scan schedule score scrap screen script scroll scrub seal search seat seek segment sell send set settle
        sew shadow shake share sharpen shave shelf shelve ship shop shorten shout show shred shut sieve sign signal
        simulate sing sit sketch skim skip smile snap solder sort speak spell spend split sponsor spot spray sprint
        stack stagger stamp stand staple start state steam steer step sterilise stick stir stitch stock stop store stow
        stretch submit suggest sum summarise summarize summon supervise survey suspend swab swap swarm sweep switch sync
        tabulate tag take talk tally tape taste teach tell test thank thaw thin throw tick tidy tie tighten time toast
        top torque touch tour tow trace train transcribe transfer translate transport travel triage trim tune turn
        turn-taking tweet type unblock underline undo unload unlock unpack unplug update upload use vaccinate vacuum
        validate vent verify video visit voice volunteer vote wait walk walk-through warn wash watch water wear weed
        weigh welcome weld wheel whistle whiteboard wipe withdraw wrap wrap-up write yield
    """)
    | pairs("""
        acknowledge a, acknowledge one, acknowledge the, act out, agree on, ask about, clarify the, clarify who, clear
        the, create a, create one, create two, deliver a, deliver one, deliver the, deliver two, do a, do one, do the,
        do two, extend one, find one, find out, find the, find two, follow the, get a, get help, get one, get out, get
        the, get two, get up, have coffee, have lunch, hear out, issue a, keep a, keep one, keep the, lead a, lead one,
        lead the, lead with, let one, let the, look at, look through, look up, notice one, reach out, report on, resolve
        one, resolve the, tackle one, think aloud, think out, try one, try out
    """),
    half_vague=words("""
        acknowledge adapt address administer aim analyse analyze apply arrive assess assist balance cater clarify coach
        come communicate connect consider contribute coordinate create deal deliver develop discover do drive encourage
        evaluate execute explore extend facilitate find follow get handle hear help identify implement include influence
        invest involve issue keep lead learn let listen look maintain manage meet mentor monitor motivate notice
        organise organize oversee participate prevent prioritise prioritize process produce protect provide pursue
        receive recognise recognize reflect resolve respect secure see serve solve spot standardise structure supply
        support tackle tailor track treat try underpin upskill work
    """)
    | pairs("""
        catch up, deal with, follow up, get back, keep track, keep up, look after, look into, make room, make sure, make
        time, take care, take on
    """),
    vague=words("""
        accelerate act advance aspire attempt behave better champion collaborate cooperate cultivate delight digitalise
        digitize elevate embody embrace empower enable endeavor endeavour engage enhance ensure evolve excel focus
        foster fulfil fulfill further guarantee improve innovate inspire interact leverage live modernise nurture
        optimise optimize outperform promote radiate refine safeguard satisfy simplify streamline strengthen strive
        thrive transform uphold
    """)
    | pairs("""
        act as, act with, aim for, aim to, be there, build trust, care for, communicate better, communicate more,
        contribute to, deliver on, do better, do more, do what, do whatever, drive change, drive innovation, drive
        results, focus on, get better, get things, give everything, give it, go above, go beyond, go for, go the, help
        each-other, help one-another, keep customers, keep high, keep improving, keep our, keep quality, keep up, lead
        by, listen actively, listen better, listen more, live our, live up, look ahead, meet expectations, own our, pay
        attention, pay more, pull in, pull our, pull together, push for, push ourselves, put customers, put people, put
        quality, put safety, put students, respect all, respect each-other, respect one-another, serve customers, speak
        positively, stand for, stay ahead, step up, strive for, support each-other, support one-another, take
        initiative, take ownership, take pride, take quality, take responsibility, take safety, treat all, treat
        customers, treat each, treat everyone, treat others, treat people, try harder, try our, try to, work actively,
        work as, work better, work closely, work hard, work harder, work more, work proactively, work smart, work
        smarter, work together, work towards, work well
    """),
    internal=words("""
        accept appreciate assume bear believe care comprehend dare desire empathise empathize enjoy experience feel
        forget grasp hope imagine intend internalise internalize know like love mind perceive realise realize remember
        sense think trust understand value want wish
    """)
    | pairs("""
        be aware, bear in, care about, have confidence, have faith, have trust, keep in, learn from, see customers, see
        things, take into, take seriously
    """),
    changing=words("""
        achieve attain beat boost cut decrease double drop eliminate exceed expand fall gain grow halve hit increase
        lessen lift lower maximise maximize minimise minimize raise reach reduce rise sell shorten slash surpass triple
        win
    """),
    being=words("appear be become remain seem stay"),
    having=words("get have own possess"),
    light=words("""
        act add bear bring build communicate contribute create deliver demonstrate develop display do exhibit give
        handle have hold instil instill keep lead maintain make meet offer place practice practise provide put respond
        secure see serve set show spread stand take treat work
    """),
    avoiding=words("avoid refrain"),
    quitting=words("cease quit stop"),
)
# fmt: on
