"""What Slack takes, each with the page that says so."""

# https://docs.slack.dev/reference/block-kit/blocks
BLOCKS_PER_MESSAGE = 50
BLOCKS_PER_VIEW = 100

# https://docs.slack.dev/reference/block-kit/blocks/section-block (rich text names no number of its own)
TEXT = 3000
# All texts of one message: https://docs.slack.dev/reference/block-kit/blocks/markdown-block has the only sum there is
TEXT_TOGETHER = 12_000
# Beyond about 13,200, chat.postMessage refuses all blocks of a message together; what it counts besides the texts, by
# what people have measured, is their JSON and some more for each. Responses to a command or a tap are not refused:
# https://github.com/slackapi/bolt-js/issues/2509 and /2867
POSTED = 13_000
PER_BLOCK = 100
# https://docs.slack.dev/reference/methods/chat.postMessage#truncating
SUMMARY = 3000

# https://docs.slack.dev/reference/block-kit/blocks/header-block
HEADING = 150

# https://docs.slack.dev/reference/block-kit/blocks/actions-block
BUTTONS_PER_ROW = 25
# https://docs.slack.dev/reference/block-kit/block-elements/button-element
BUTTON = 75

# https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
CHARTS_PER_MESSAGE = 2
CHART_TITLE = 50
CHART_LABEL = 20
CHART_POINTS = 20

# https://docs.slack.dev/reference/views
VIEW_TITLE = 24
VIEW_BUTTON = 24

# https://docs.slack.dev/reference/block-kit/blocks/input-block
LABEL = 2000
HINT = 2000
# https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
INPUT = 3000

# https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#static_select
OPTIONS_PER_GROUP = 100
# https://docs.slack.dev/reference/block-kit/composition-objects/option-object
OPTION = 75

# https://docs.slack.dev/apis/web-api/rate-limits: "several hundred per minute" to one workspace, no exact number
MESSAGES_PER_SECOND = 4.0
# The same page, in seconds: one message a second to one channel.
BETWEEN_MESSAGES = 1.0

# https://docs.slack.dev/reference/methods/conversations.history: tier 3, fifty a minute, in seconds between two. An app
# that is limited more strictly gets 15 messages, once a minute.
BETWEEN_LOOKUPS = 1.2
HISTORY_PER_PAGE = 100

# https://docs.slack.dev/reference/methods/conversations.info is tier 3, fifty a minute, in seconds between two;
# conversations.members is tier 4, and lists up to 999 at a time.
BETWEEN_READERS = 1.2
READERS_PER_PAGE = 200

# https://docs.slack.dev/reference/methods/users.list
PEOPLE_PER_PAGE = 200

# https://docs.slack.dev/reference/methods/dnd.teamInfo
PEOPLE_PER_DND = 50
