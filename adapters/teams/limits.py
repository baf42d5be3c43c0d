"""What Teams takes, each with the page that says so, or as it was found out."""

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages names 100 KB today, older
# pages 40 and 28. Counted in the characters of the card's JSON as it is sent.
CARD_SIZE = 20_000
#: Characters of one text, and of all texts of a card: what fits beside the names of their properties.
TEXT = 4000
TEXT_TOGETHER = 12_000
#: A notification shows no more.
SUMMARY = 500

# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference: a seventh button of
# one set is hidden behind an ellipsis.
BUTTONS_PER_ROW = 6
BUTTON = 80
# https://github.com/microsoft/AdaptiveCards/issues/4758: on a phone the end of a row that is too long cannot be seen.
# Characters that fit beside each other there, and how many more the edges of a button are.
ROW, EDGES = 40, 4

#: Elements of one card. Teams names no number; more than this nobody reads.
ELEMENTS = 150
CHARTS_PER_CARD = 2
CHART_LABEL = 60
CHART_POINTS = 30

DIALOG_TITLE = 64
#: Characters of a label, hint or option: the longest that leaves the form within a card.
LABELS = (500, 200, 100, 50, 25)
INPUT = 4000

# https://github.com/MicrosoftDocs/msteams-docs/blob/main/msteams-platform/bots/how-to/rate-limit.md: 30 a second for
# an app in a tenant by older pages, 50 by newer.
MESSAGES_PER_SECOND = 20.0
# The same page: seven a second to one conversation, in seconds between two.
BETWEEN_MESSAGES = 1 / 7

# The same page: of the people of one conversation, 14 questions a second; in seconds between two of ours.
BETWEEN_READERS = 0.2
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context: 50 to 500.
READERS_PER_PAGE = 500
