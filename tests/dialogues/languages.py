"""Our languages, read once for the tests."""

from bot.catalogues import read_languages

LANGUAGES = read_languages()
SV, EN = LANGUAGES["sv"], LANGUAGES["en"]
