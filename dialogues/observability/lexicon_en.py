"""The English words that tell whether a behaviour is observable."""

from typing import Final

from dialogues.observability.lexicon import Lexicon, ends, pairs, words
from dialogues.observability.verbs_en import VERBS

# fmt: off
LEXICON: Final = Lexicon(
    inverts=False,
    verbs=VERBS,
    # Who.
    subjects=words("all anyone both everybody everyone i nobody somebody someone we you"),
    actors=words("""
        accountant accountants administrator administrators adviser advisers advisor advisors agent agents analyst
        analysts assistant assistants attendant attendants attendee attendees author baker bakers barista baristas
        bartender board boss bosses buddy butcher buyer buyers captain carer carers caretaker carpenter caseworker
        caseworkers cashier cashiers chair chairperson chef chefs cleaner cleaners clerk clerks coach coaches colleague
        colleagues committee consultant consultants controller controllers cook cooks coordinator coordinators crew
        dentist department designer designers developer developers director directors dispatcher dispatchers doctor
        doctors driver drivers editor editors educator educators electrician electricians employee employees engineer
        engineers everybody everyone executive executives facilitator firefighter florist foreman foremen group guard
        guards handler handlers head heads host hosts housekeeper housekeepers i i'll inspector inspectors installer
        installers lawyer lead leader leaders leads librarian librarians manager managers mechanic mechanics member
        members mentor mentors midwife moderator nurse nurses officer officers operator operators owner owners paramedic
        people personnel pharmacist pharmacists physiotherapist pilot pilots planner planners porter presenter principal
        principals receiver receptionist receptionists recruiter recruiters representative representatives requester
        reviewer reviewers salesperson secretary seller sellers sender shopkeeper somebody someone speaker specialist
        specialists staff steward storekeeper superintendent supervisor supervisors surgeon surgeons teacher teachers
        team teams technician technicians tester testers therapist trainer trainers tutor tutors unit us waiter waiters
        we we'll we're welder whoever worker workers writer
    """),
    actor_endings=ends("-lead -leader -manager"),
    common_names=words("""
        amber april art august autumn baker banks best bill bishop black bliss bob bond bright brook brown bud bush
        butler carter case cash chance charity chase chip chuck church clay cliff cook cooper crystal daisy dale dawn
        day dean dick don drew duke earl east english faith field fields fisher frank french friday gay gene good grace
        grant gray green grey guy harmony heather hill holly hope hunter iris ivy jack jewel joy june king kitty knight
        lance lane lily little long love march mark mason max may melody miles miller monday moon noble norm north olive
        page park parker pat patience pearl peg penny pope poppy porter power powers price prudence ray read reed rich
        rivers rob robin rod rose ruby rusty sales sandy sharp short skip sky small smith south star stone strong sue
        summer sunday swift taylor trinity trip turner victor violet wade walker ward webb weeks wells west white will
        winter wise wood woods woody young
    """),
    capitals=words("april august june may"),
    # When, and how many.
    cues=words("""
        after afternoon afternoons am annually before between biweekly daily days during each evening evenings every
        fortnightly friday fridays hour hourly hours if immediately instantly lunch lunchtime midday midnight midweek
        minutes monday mondays monthly morning mornings nightly noon o'clock once overnight pm quarterly saturday
        saturdays sunday sundays thursday thursdays today tomorrow tuesday tuesdays twice until upon wednesday
        wednesdays weekdays weekly when whenever while within yearly
    """),
    cue_pairs=pairs("""
        a day, a month, a week, a year, ahead of, all customer, all meetings, as soon, as we, at close, at closing, at
        departure, at handover, at least once, at lunch, at meetings, at night, at once, at opening, at shift, at the,
        beginning of, by end, day before, end of, first thing, in advance, in meetings, in one-to-ones, in stand-ups, in
        standups, next day, next shift, next working, on arrival, on day, on departure, on leaving, on the spot, once a,
        per day, per month, per shift, per sprint, per week, prior to, right away, same afternoon, same day, same
        evening, same hour, same morning, same shift, same week, same working, start of, straight away, the moment,
        twice a
    """),
    cue_endings=ends("-minute"),
    counts=words("""
        another both daily each eight eleven every fifteen first five fortnightly four fridays half hour hourly
        immediately last minimum mondays monthly next nine once one quarterly seven single six ten thirty three
        thursdays tuesdays twelve twenty twice two two-minute wednesdays weekly within
    """),
    count_pairs=pairs("""
        an hour, as soon, at least, at most, at once, first thing, half an, next day, no later, no more, once a, right
        away, same afternoon, same day, same evening, same hour, same morning, same shift, same week, straight away,
        twice a
    """),
    articles=words("a an"),
    events=ends("""
        break breakfast briefing call calls chat check-in check-ins coffee conversation debrief demo drill handover
        huddle interview kick-off kickoff lesson lunch meeting meetings one-on-one one-to-one one-to-ones recap
        rehearsal retro retrospective review reviews round rounds session sessions stand-up standup sync talk talkback
        walk walkthrough workshop
    """),
    # What says little.
    abstract=words("""
        accountability appreciation atmosphere attitude awareness balance best clarity climate collaboration commitment
        compassion confidence consideration cooperation courage courtesy creativity culture curiosity dedication
        difference dignity discipline efficiency effort empathy energy engagement enthusiasm environment excellence
        excellent expectations experience experiences flexibility focus harmony humility inclusion initiative innovation
        integrity interest involvement kindness leadership loyalty mindset morale most motivation needs openness
        opportunities ownership participation passion patience positivity possibilities potential pride proactivity
        professionalism progress quality relationship relationships respect responsibility results satisfaction service
        spirit standards success sustainability synergy teamwork transparency trust understanding urgency utmost value
        warmth
    """),
    idle=words("center centre focus forefront heart"),
    praise=words("""
        amazing best better consistent efficient excellent exceptional fantastic fast first-class friendly full genuine
        good great high high-quality highest more mutual outstanding positive professional proper real strong superb top
        top-quality total true utmost world-class
    """),
    manner=words("""
        actively agile better care carefully clearly closely collaboratively consistently constructively continuously
        courtesy dignity diligently effectively efficiently empathy ethically excellence fairly faster harder honestly
        inclusively kindly more openly positively proactively professionally promptly properly quickly respect
        respectfully responsibly safely smarter smoothly strategically successfully sustainably systematically
        thoroughly transparently urgency warmly well
    """),
    comparatives=words("better faster harder more smarter"),
    mutual=words("each-other one-another"),
    qualities=words("""
        ambassador ambassadors approach atmosphere attitude clarity climate commitment communication confidence culture
        desire discipline drive empathy employer energy engagement environment ethic ethics experience family focus
        leadership mentality mindset morale openness outlook ownership partner passion patience player players pride
        professionalism quality relationship relationships respect role role-model sense service spirit standards
        structure style team teamwork tone trust vibe willingness workplace
    """),
    adjectives=words("""
        accountable adaptable agile alert aligned ambitious appreciated approachable authentic available best better
        bold bolder brave calm careful caring cheerful clear clearer collaborative committed competent confident
        conscientious considerate consistent constructive cooperative courteous creative curious customer-focused
        data-driven dedicated dependable diligent disciplined effective efficient empathetic encouraging energetic
        engaged enthusiastic excellent fair fast faster fearless flexible friendlier friendly generous gentle genuine
        good great happier happy heard helpful honest humble inclusive informed innovative inspiring involved kind
        knowledgeable leading loyal motivated nice open organised organized outstanding passionate patient polite
        positive present proactive professional proud punctual quick quicker reliable resilient resourceful respected
        respectful responsible responsive rigorous safe safer satisfied sensitive serious service-minded sincere skilled
        smart smarter solution-oriented strict strong stronger structured supportive sustainable team-minded thorough
        thoughtful tidy tolerant transparent trusted trustworthy understanding united valued vigilant visible warm
        welcoming well-informed well-organised well-prepared world-class
    """),
    adjective_endings=ends("""
        able centered centred driven focused focussed ful hearted ible ive minded oriented ous spirited
    """),
    plain_adjectives=words("""
        able accessible active available complete due empty five full live necessary obvious open possible previous
        ready responsible unable unavailable visible
    """),
    awareness=words("attentive aware conscious mindful observant vigilant"),
    metrics=ends("""
        absence absenteeism accident attainment attendance backlog budget bug churn complaint contracts conversion cost
        csat deals defect deviation downtime efficiency emission engagement error falls goal grade growth incident index
        infection injur kpi late lateness lead-time level loss margin market-share mistake morale nps number occupancy
        okr outage output overtime pass-rate percentage performance productivity profit quality queue quota rate rating
        readmission result retention revenue sales satisfaction satisfied score scrap sick target throughput ticket time
        traffic turnover uptime utilisation utilization vacanc volume wait waste
    """),
    directions=words("""
        above below better decreased double doubled faster fewer fewest halved happier higher improved increased less
        lower lowered maximum more over quicker raised reduced shorter under zero
    """),
    shares=words("percent"),
    # How clauses are joined.
    auxiliaries=words("'ll can could d going may must need needs ought shall should to will would"),
    subordinators=words("""
        after although because before even if once since so though unless until when whenever whether while without
    """),
    purposes=pairs("in order, so as, so that"),
    openers=words("""
        after ahead as at before between by daily during each every first following for friday fridays from if
        immediately in monday mondays monthly on once prior same since through throughout thursday thursdays tuesday
        tuesdays twice unless until upon wednesday wednesdays weekly when whenever while with within
    """),
    relatives=words("how that what where which who whoever whose why"),
    prepositions=words("""
        about across after against as at before between by during for from in into of on onto over per through to
        towards under with within without
    """),
    determiners=words("""
        a all an any daily each every five four her his its monthly my new next no one open our quick same short some
        that the their these this those three two weekly your
    """),
    conjunctions=words("and but or then"),
    adverbs=words("""
        actively again all aloud also always as both briefly clearly consistently constantly continually directly each
        even first immediately just more myself now only openly ourselves personally please politely proactively quickly
        really regularly simply so still strictly then thereby together too usually very
    """),
    negations=words("aren't can't cannot doesn't don't isn't mustn't never not shouldn't won't"),
    first_negations=words("avoid don't never not refrain"),
    nobody=words("no no-one nobody none"),
    exceptions=words("before just only unless until without"),
    means=words("by"),
    than=words("than"),
)
# fmt: on
