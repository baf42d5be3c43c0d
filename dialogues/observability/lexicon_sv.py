"""The Swedish words that tell whether a behaviour is observable."""

from typing import Final

from dialogues.observability.lexicon import Lexicon, ends, pairs, words
from dialogues.observability.verbs_sv import VERBS

# fmt: off
LEXICON: Final = Lexicon(
    inverts=True,
    verbs=VERBS,
    # Who.
    subjects=words("alla båda du envar hen ingen jag man ni någon samtliga vi"),
    actors=words("""
        alla arbetslaget avdelningen avlämnaren avlösaren avsändaren biträdet butiken butikschef båda chef chefen
        chefens chefer cheferna deltagaren deltagarna designer ekonom elektriker enheten förare förvaltningen gruppen
        gruppmedlemmarna handledare handläggare jag jouren kocken kollega kollegan kollegor kollegorna kundtjänst
        kurator köket laget lagret ledare ledaren ledarna ledningen ledningsgrupp ledningsgruppen läkare läkaren lärare
        läraren lärarna man medarbetare medarbetaren medarbetarna medlem medlemmarna mentorn montörer mottagaren målare
        någon operatörer ordförande ordföranden personalen projektgruppen receptionen redovisare rektor rektorn ronden
        rörmokare samordnare samtliga sekreteraren skiftet skiftlaget skötare snickare styrelsen städare supporten
        säljare säljaren teamet testare utvecklare vakten vd vi värden växeln ägaren
    """),
    actor_endings=ends("""
        administratör administratören ansvarig ansvariga ansvarige arkitekten assistent assistenten assistenter
        beställaren bibliotekarien biträdet chef chefen chefer cheferna controllern designern ekonomen elektrikern
        föraren förarna granskaren gruppen handläggare handläggaren handläggarna ingenjör ingenjören ingenjörerna
        inköpare inköparen juristen kollega kollegan kollegor kollegorna konsult konsulten konsulterna koordinator
        koordinatorn kuratorn laget ledare ledaren ledarna läkare läkaren läkarna lärare läraren lärarna medarbetare
        medarbetaren medarbetarna montör montören montörerna mottagaren mästaren ombudet operatör operatören
        operatörerna pedagog pedagogen pedagogerna personalen planeraren receptionist receptionisten rektorn rådgivare
        rådgivaren samordnare samordnaren sekreteraren skötaren skötarna sköterska sköterskan sköterskor sköterskorna
        snickaren specialisten strategen städaren säljare säljaren säljarna teamet tekniker teknikern teknikerna
        terapeut terapeuten testaren utredare utredaren utvecklare utvecklaren utvecklarna vakten värden ägaren
    """),
    common_names=words("""
        alm alva april ask augusti berg björk björn blom bo bock bror bäck dag dal du ek en falk far fred frid frisk
        glad gran gun hall hammar hed holm hök iris jan juni kaj kall kvist lager lilja lind linn liv ljung lo love lund
        ly lång löv maj min mio modig mor my natt ni nord norr per rapp rask ros rosen saga sam sand siv sjö skog sköld
        sol stark sten stig storm strand ström ståhl stål svärd söder tapper tim tor ture tyr ulf ute varg vera vi vilja
        ville viola väst vår ärla å örn öst
    """),
    capitals=words(""),
    # When, and how many.
    cues=words("""
        dagen dagligen direkt därefter efter eftermiddag eftermiddagen efteråt fredag fredagar fredagen före förmiddag
        förmiddagen genast halvtimme idag ifall imorgon inför innan inom kl klockan kvart kvartalsvis kväll kvällar
        kvällen lunch lunchen lördag lördagar lördagen medan mellan morgnar morgon morgonen månaden månadsvis måndag
        måndagar måndagen när nästa omedelbart onsdag onsdagar onsdagen samtidigt senast söndag söndagar söndagen tills
        timme timmen tisdag tisdagar tisdagen torsdag torsdagar torsdagen under var varannan vardera varenda varje vart
        vartannat veckan veckovis vid årligen årsvis
    """),
    cue_pairs=pairs("""
        alla kundmöten, alla möten, en gång, första gången, gången en, i början, i förväg, i månaden, i möten, i
        samband, i slutet, i veckan, om dagen, per dag, per månad, per skift, per sprint, per vecka, på morgonen, på
        måndag, på möten, på mötet, på natten, på studs, på stående, samma arbetsdag, samma dag, samma eftermiddag,
        samma förmiddag, samma kväll, samma minut, samma skift, samma timme, samma vecka, så fort, så snart, tre gånger,
        två gånger
    """),
    cue_endings=ends("""
        avstämningar avstämningen genomgången helgen intervjun lektionen lektioner möten mötena mötet passet rasten
        raster ronden samtalen samtalet skiftbytet skiftet träffar träffen överlämningen
    """),
    counts=words("""
        båda dagligen direkt dubbelt elva enda fem femton fredagar fyra första genast halvtimme halvtimmen hälften högst
        inom kvart max minst månadsvis måndagar nio nästa omedelbart onsdagar samtliga senast sex sista sju tio tisdagar
        tjugo tolv torsdagar tre trettio två varannan vardera varenda varje vartannat veckovis åtta
    """),
    count_pairs=pairs("""
        en annan, en fråga, en gång, en kollega, en konkret, en minut, en ny, en person, en sak, en timme, en öppen, ett
        exempel, ett förslag, ett hinder, ett konkret, ett råd, samma arbetsdag, samma dag, samma eftermiddag, samma
        förmiddag, samma kväll, samma skift, samma timme, samma vecka, så fort, så snart
    """),
    articles=words("en ett"),
    events=ends("""
        avstämning avstämningar avstämningen brief briefing check-in check-ut demo fika genomgång genomgångar
        genomgången handledning handskar hjälm hjälmen incheckning intervju jour lunch möte möten mötena mötet namnskylt
        paus pausen pulsmöte rast reflexväst retro retrospektiv rond ronden samtal samtalen samtalet skyddsglasögon
        stund träff träffen uppstart utcheckning väst västen workshop överlämning överrapportering övning övningen
    """),
    # What says little.
    abstract=words("""
        ansvar ansvaret arbetsglädje attityd balans behov behoven bemötande bästa delaktighet effektivitet effektivt
        empati energi engagemang engagemanget excellens flexibilitet fokus framdrift framtidstro förståelse förtroende
        förutsättningar förväntningar förväntningarna gemenskap glädje handlingskraft helheten helhetsansvar helhetssyn
        hänsyn hållbarhet initiativ initiativet inkludering innovation inställning integritet intresse klimat
        kreativitet kultur kulturen kundfokus kundnytta kundupplevelse kundupplevelser kundvärde kvalitet kvaliteten
        laganda ledarskap lojalitet lugn lyhördhet långsiktighet mervärde mod motivation människan möjligheter
        möjligheterna nyfikenhet nytta omsorg omtanke ordning patientfokus positivitet potential potentialen prestation
        professionalism relationer respekt resultat samarbete samarbetet sammanhållning samsyn service självklarhet
        stolthet struktur stämning säkerhetskultur tempo tillit transparens trivsel trygghet tydlighet tålamod
        uppskattning vi-känsla vänlighet värde värderingar värme ägandeskap ägarskap ödmjukhet öppenhet
    """),
    idle=words("centrum fokus främst"),
    praise=words("""
        bra bästa bättre enastående excellent excellenta fantastisk fantastiska fullt förstklassig förstklassiga god
        goda gott hög höga högsta högt positiv positiva positivt professionell professionella professionellt rätt snabb
        stark starka starkt stor stort större trevlig trevliga tydlig tydligt utmärkt utmärkta världsklass
    """),
    manner=words("""
        agilt aktiva aktivt ansvarsfullt bra bästa bättre effektivare effektivt empatiskt engagerat framåt hållbar
        hållbart hårdare hårt kontinuerligt korrekt kundfokuserat likvärdigt lyhört långsiktigt mer mera målmedvetet
        noga noggrannare noggrant närmare oftare omtanke ordentligt positivt proaktivt professionalism professionellt
        respekt respektfullt rättvist seriöst smart smartare smidigare snabbare strukturerat systematiskt trevligt
        tydligare väl vänligt värdigt värme öppet
    """),
    comparatives=words("bättre effektivare hårdare mer mera smartare snabbare tydligare"),
    mutual=words("varandra varann"),
    qualities=words("""
        ambassadör ambassadörer anda ansvarskänsla arbetsgivare arbetsklimat arbetsmiljö arbetsmoral arbetsplats attityd
        attityden bemötande bäst disciplin driv empati energi engagemang familj fokus framförhållning förebild
        förebilder förhållningssätt helhetssyn inställning inställningen klimat kommunikation kompisar kontroll kultur
        kundbemötande kundfokus kvalitet känsla laganda lagspelare ledarskap leverantör mentalitet mindset ordning
        partner relation relationer samarbete service självförtroende struktur stämning syn säkerhetstänk takhöjd team
        tilltro tonläge trygghet tydlighet tänk tänkesätt tålamod vilja yrkesstolthet
    """),
    adjectives=words("""
        agil agila alert alerta ambitiös ambitiösa artig artiga attraktiv attraktivare bra bäst bästa bättre dedikerad
        dedikerade delaktig delaktiga disciplinerad disciplinerade duktig duktiga effektivare empatisk engagerad
        engagerade erfaren erfarna flexibel flexibla framåt generös generösa glad glada gladare god goda hjälpsam hård
        inkluderad inkluderade inkännande insatt insatta insiktsfull intressant jämlik kompetent kompetenta konsekvent
        konsekventa kreativ kundfokuserad kundnära kunnig ledande lojal lojala lugn lugna lyhörd lyhörda mjuk modig
        motiverad motiverade mån måna nervös noggrann noggranna noggrannare nyfiken nyfikna närvarande nöjd nöjda
        nöjdare ordningsam pigg pigga positiv prestigelös prestigelösa proaktiv professionell punktlig påläst pålästa
        rak raka respekterad respekterade respektfull rädd rättvis rättvisa sams samspelt samspelta schysst schyssta
        seriös seriösa serviceinriktad smart smarta smartare snabb snabba snabbare snäll snälla stabil stabila stark
        starka starkare stolt stolta strukturerad strukturerade säker säkra säkrare tillmötesgående tolerant toleranta
        transparent transparenta trevlig trevliga trygg trygga trött tuff tydligare uppskattad uppskattade uthållig varm
        varma välkomnade välorganiserad välorganiserade ärlig ödmjuk ödmjuka öppen öppna öppnare
    """),
    adjective_endings=ends("""
        ande bar bart driven drivna ell ella ellt ende fokuserad fokuserade full fulla fullt inriktad inriktade isk iska
        iskt iv iva ivt lig liga ligt lös lösa medveten medvetna orienterad orienterade sam samma villig villiga ärliga
    """),
    plain_adjectives=words("""
        aktuell aktuella ansvarig ansvariga avgörande bara daglig dagliga eniga enskild enskilt farligt full fullt
        färdig färdiga färdigt följande giltig giltigt gående klar klara klart ledig lediga ledigt liggande muntlig
        möjligt nödvändigt omöjligt osäker pågående redo riktig riktigt sam samma samtliga sista sittande sittandes
        skriftlig skriftligt stående synlig synliga synligt tom tomt tysta veckovis viktigt övriga
    """),
    awareness=words("införstådd införstådda medveten medvetna observant observanta uppmärksam uppmärksamma"),
    metrics=ends("""
        affärer andel antal avhopp avtal avvikelse behörighet beläggning betyg budget bugg driftstopp effektivitet
        energiförbrukning engagemang fallolyck fallskad fel frånvaro försäljning genomsnitt genomströmning godkända
        godkänt handläggningstid incident index intäkt kassation klagomål konvertering kostnad kostnader kpi kundnöjdhet
        kundnöjdheten kunskapsresultat kvalitet köer kötid lager ledtid leveransprecision leveranssäkerhet lönsamhet
        marginal marknadsandel merförsäljning meritvärde mål målen målet måluppfyll nivå nki nps nyförsäljning närvaro
        nöjda nöjdhet olyck omlopp omsättning omsättningen prestation produktion produktivitet reklamation resultat
        resultatet sjukskriv sjuktal skador spill stopptid svarstid svinn tillbud tillgänglighet tillväxt trafik trivsel
        uppsägning utfall utsläpp varumärke vinst volym väntetid vårdkö vårdskad ärendebalans återinlägg övertid
    """),
    directions=words("""
        bättre dubbelt fler flera färre fördubblad halverad halverade högre höjd höjda inga inget kortare lägre maximal
        mer mindre minskad minskade minskat minst noll nöjdare reducerad reducerade snabbare sänkt sänkta under ökad
        ökade ökat över
    """),
    shares=words("procent procentenhet procentenheter"),
    # How clauses are joined.
    auxiliaries=words("att behöver brukar bör får kan kommer kunde måste ska skall skulle vill"),
    subordinators=words("""
        därför eftersom fastän förrän ifall innan medan när om sedan så tills trots utan utifrån även
    """),
    purposes=pairs("för att, så att"),
    openers=words("""
        dagligen direkt därefter då efter efteråt fredag fredagar från för före först genast i idag ifall inför innan
        inom kl klockan med medan mellan minst månadsvis måndag måndagar när om omedelbart onsdag onsdagar på redan
        samma sedan senast sist så tack till tillsammans tisdag tisdagar torsdag torsdagar två under utifrån var
        varannan varenda varje vart vartannat veckovis vid årligen
    """),
    relatives=words("där som vilka vilken vilket"),
    prepositions=words("""
        att av bland efter enligt från för före genom hos i inför inom kring med mellan mot om per på till under utan
        utifrån vid åt över
    """),
    determiners=words("""
        alla de den denna det detta din dina ditt en ett ingen min mina mitt någon något sin sina sitt varje vår våra
        vårt
    """),
    conjunctions=words("eller men och samt sedan utan"),
    adverbs=words("""
        aktivt alla alltid bara båda både dagligen dessutom direkt därefter då extra faktiskt fortsatt fortsätta först
        genast gärna hela hellre högt konsekvent kontinuerligt kort lite mer mycket noga normalt också ofta omedelbart
        personligen proaktivt regelbundet samtidigt sedan sen själv själva självklart snabbt ständigt så tillsammans
        tydligt verkligen väldigt ännu även
    """),
    negations=words("aldrig ej icke inte"),
    first_negations=words("aldrig ej icke inte slippa undvik undvika"),
    nobody=words("inga ingen inget"),
    exceptions=words("bara enbart endast före förrän innan tills utan"),
    means=words("genom"),
    than=words("än"),
)
# fmt: on
