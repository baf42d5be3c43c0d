"""The Swedish verbs that tell whether a behaviour is observable, and how their forms are made."""

from collections.abc import Iterator
from typing import Final

from dialogues.observability.lexicon import Verbs, ends, pairs, words

_IRREGULAR: Final = {
    "är": "vara", "vet": "veta", "gör": "göra", "stöder": "stödja", "minns": "minnas", "hjälps": "hjälpas",
    "turas": "turas", "enas": "enas",
    **{verb + "r": verb + "ra" for verb in ("begä", "bä", "hy", "hö", "kö", "lä", "skä", "sty")},
    **{f"{first}för": f"{first}föra" for first in ("an", "bok", "diarie", "fram", "genom", "in", "jäm", "journal")},
    **{f"{first}för": f"{first}föra" for first in ("ned", "protokoll", "till", "ut", "åter", "över")},
}  # fmt: skip
#: Words that look like forms of a verb.
_OTHERS: Final = words("bilder mötes pauser prover ringar skisser tester över")
#: First parts that leave a verb as visible as it was.
_PREFIXES: Final = ends(
    "av bort dubbel efter fram förhands genom in kontroll med ned på prov sam slut till upp ut vidare åter över"
)


def _lemmas(word: str) -> Iterator[str]:
    """Dictionary forms of which `word` may be a form, the likeliest first, and then those without a first part."""
    forms = list(_forms(word)) if word not in _OTHERS else [word]
    yield from forms
    for form in forms:
        for prefix in _PREFIXES:
            if form.startswith(prefix) and len(form) > len(prefix) + 3:
                yield form.removeprefix(prefix)


def _forms(word: str) -> Iterator[str]:
    yield word
    active = word.removesuffix("s") if len(word) > 3 else word
    for base in (word, active):
        if base in _IRREGULAR:
            yield _IRREGULAR[base]
        if base.endswith("r"):
            yield base[:-1]
        if base.endswith("er"):
            yield base[:-2] + "a"
    if active != word:
        yield active
        yield active + "a"
        yield active.removesuffix("e") + "a"
    for ending in ("ade", "ad", "at"):
        if word.endswith(ending):
            yield word.removesuffix(ending) + "a"


def _command(word: str) -> Iterator[str]:
    """As above, for the first word of a sentence, which may be a command ("ring")."""
    yield from _lemmas(word)
    yield word + "a"


# fmt: off
VERBS: Final = Verbs(
    lemmas=_lemmas,
    command=_command,
    observable=words("""
        ange anmoda anmäla anordna anropa ansluta anslå ansöka anteckna använda applådera argumentera arkivera arrangera
        attestera auskultera avboka avbryta avdela avgöra avhjälpa avisera avlasta avläsa avrapportera avsluta avstämma
        avsätta avtacka avtala avveckla backa be begära beklaga bekräfta belöna bemanna beräkna berätta beröm berömma
        besiktiga beskriva besluta beställa bestämma besvara besöka betala betygsätta bevaka bifoga bjuda bocka boka
        bokföra bolla borra borsta bromsa bryta bygga byta bädda bära börja checka citera committa cykla damma debitera
        debriefa deklarera dela delegera delge delta demonstrera demontera deploya desinficera diarieföra diktera diska
        diskutera dokumentera dosera dra dricka driftsätta dubbelkolla duka duscha döpa efterfråga erbjuda ersätta
        eskalera eskortera etikettera examinera expediera fakturera felanmäla felsöka fika filma fira fixera flagga
        flytta fodra formulera fotografera frysa fräsa fråga fylla fälla färgmarkera fästa följa föra förankra förbereda
        fördela föredra föredraga föreläsa föreslå förevisa förflytta förhandla förhöra förklara förlänga försluta
        förvarna ge genomföra godkänna granska gratulera gruppera guida gå gödsla göra hacka handdesinficera handlägga
        hissa hitta hoppa huka hyllplocka hyra hyvla hälla hälsa hämta hänga hänvisa hålla inbjuda informera inhandla
        inhämta inleda inspektera installera instruera intervjua introducera intyga inventera isolera journalföra
        justera jämföra kalibrera kalla kapa kassera kasta kategorisera klarmarkera klicka klippa klä knacka knyta
        knäböja knäppa koka kolla komma kommentera kompensera konfirmera konstatera kontakta kontera kontraktera
        kontrollera kopiera koppla korrekturläsa korrigera krama kreditera kritisera kryssa kungöra kvittera kyla köpa
        köra lackera ladda laga larma lasta ledsaga leta limma lista logga lossa lotsa lotta lova lyfta lägga lämna
        länka läsa låna låsa maila markera mata matcha meddela medicinera mejla merga messa mjölka mobilisera montera
        mota motta mura märka mäta måla namnge nominera notera numrera nämna närvara observera offentliggöra offerera
        olja omlägga omplacera ordinera packa paketera palpera parkera parprogrammera passera patcha pausa pejla peka
        placera planera plantera plasta plocka plombera plåstra poängsätta prata presentera promenera protokollföra
        prova provköra pröva publicera pumpa pusha putsa påminna påtala rada rangordna rapportera redogöra redovisa
        refaktorera referera registrera rekommendera rekvirera remissa remittera rengöra rensa reparera repetera
        replikera resa reservera resonera rigga ringa rita rondera ropa rotera rulla runda räcka räkna rätta rådfråga
        rådgöra röja röntga rösta samla sammanfatta sammanställa samråda samtala scanna schemalägga sekretessmarkera
        servera signalera signera simulera sitta sjunga skaka skanna skarva skicka skissa skjuta skotta skriva skrota
        skruva skura skylta skämta skölja skörda slumpa sluta släcka slänga släppa slå smaka smitta smörja snickra
        sondera sondmata sopa sortera spara spela spika spola sprida sprita spruta spänna spärra stanna stapla starta
        stega stoppa stresstesta stryka städa ställa stämma stämpla stänga summera svabba svara svetsa sy synka säga
        säkerhetskopiera sälja sända sätta så såga söka ta tacka tagga tala tappa teckna tejpa telefonera testa tilldela
        tillfråga tillkalla tillverka tina tipsa titta tolka torka trycka träda träffa träna turas tuta tvätta tända
        tömma undanröja undersöka undervisa uppdatera uppge upphandla upplysa uppmana uppmärksamma upprepa ursäkta
        utfodra utforma utföra utgå utlysa utrymma utse uttrycka vaccinera vakta varna vattna ventilera verifiera
        vidarebefordra vidimera vidta vika vila vinka visa visitera visualisera väcka väga välja välkomna vända värma
        växla äta återberätta återbetala återge återkomma återkoppla återlämna återställa åtgärda öppna öva överlämna
        överrapportera översätta övervaka
    """)
    | pairs("""
        göra klart, ha med, komma överens, lära ut, se efter, ta bort, ta fram, ta kontakt, ta reda, ta upp, tänka högt
    """),
    half_vague=words("""
        administrera analysera anpassa arbeta bedöma behandla bemöta bidra coacha driva effektuera fixa fånga förtydliga
        förändra handleda hantera hjälpa identifiera implementera införa inkludera jobba klargöra kommunicera koordinera
        kräva kvalitetssäkra leda leverera ligga lyssna lära löpa lösa medverka motivera möta ombesörja ordna organisera
        prioritera påverka reflektera respektera samordna se serva skapa skydda sköta styra stödja stötta synliggöra
        säkra tillgodose tillämpa tydliggöra underlätta uppmuntra utveckla utvärdera verkställa vidareutveckla vårda
        ändra överväga
    """)
    | pairs("""
        följa upp, göra uppföljning, hjälpa till, hjälpa varandra, hjälpas åt, hålla koll, hålla kontakt, se till, se
        över, ställa upp, ta emot, ta hand, ta höjd, ta om
    """),
    vague=words("""
        agera anstränga bete bidraga briljera digitalisera effektivisera efterleva eftersträva engagera fokusera främja
        förbättra förenkla förmedla försöka förverkliga förädla genomsyra glänsa inspirera involvera kraftsamla
        kvalitetsutveckla levandegöra modernisera möjliggöra optimera profilera samarbeta samverka satsa sträva stärka
        säkerställa tillföra uppfylla upprätthålla uppträda utmärka utstråla verka värna överträffa
    """)
    | pairs("""
        bry sig, gå före, göra bra, göra bättre, göra mer, göra mitt, göra rätt, göra sitt, göra skillnad, göra vårt,
        hjälpa varandra, hålla god, hålla hög, hålla högsta, hålla ihop, jobba smartare, komma i, leva upp, leverera i,
        ligga steget, lyfta varandra, lyssna bättre, lyssna mer, respektera varandra, satsa på, se framåt, stå för,
        stödja varandra, stötta varandra, ta steget, ta tag, ta tillvara, ta vara, vara som
    """),
    internal=words("""
        acceptera ana anse beakta begripa bejaka betänka fatta föreställa förstå gilla glömma hoppas inse känna lita
        litaa minnas ogilla tro tycka tänka uppleva uppskatta veta vilja värdera våga älska ämna önska
    """)
    | pairs("""
        bry sig, ha förståelse, ha i, ha insikt, ha koll, ha kunskap, ha respekt, ha tillit, hålla i, komma ihåg, känna
        till, lära sig, ta hänsyn, ta in, ta till
    """),
    changing=words("""
        dubblera eliminera fördubbla fördubblas förkorta halvera höja klara korta maximera minimera minska nollställa nå
        reducera sjunka stiga sälja sänka tredubbla underskrida uppnå vinna växa öka överskrida överstiga
    """),
    being=words("bli framstå förbli kännas uppfattas vara verka"),
    having=words("få ha äga"),
    light=words("""
        agera arbeta behandla behålla bemöta bevara bibehålla bidra bygga bära erbjuda få ge göra ha hålla inge jobba
        kommunicera leda leverera möta se skapa sprida ställa säkra sätta ta tillföra uppvisa utveckla utöva visa väcka
    """),
    avoiding=words("förhindra motverka slippa undvika"),
    quitting=words("sluta"),
)
# fmt: on
