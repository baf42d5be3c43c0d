"""How a command that works with the installation begins and ends."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bot.settings import Settings, SettingsError

#: Where settings are looked for beside the environment: in the folder that the command is given in.
DOTENV = Path(".env")

FAILED = 1
UNUSABLE = 2
INTERRUPTED = 130


def load() -> Settings:
    """The settings of this process. Raises SettingsError."""
    return Settings.load(os.environ, DOTENV)


def perform(work: Callable[[Settings], Coroutine[Any, Any, int]]) -> int:
    """Do `work` with the settings and with logs, and return its exit code.

    What an operator can mend is a sentence on the standard error, and no traceback: 2 for the settings, 1 for the rest.
    """
    from adapters.port import ChatError
    from bot import logs
    from bot.web import WebError
    from storage.port import StorageError

    try:
        settings = load()
        logs.configure(level=settings.verbosity, form=settings.log_format, secrets=settings.secrets)
        return asyncio.run(work(settings))
    except SettingsError as error:
        return _refuse(error, UNUSABLE)
    except (StorageError, ChatError, WebError) as error:
        return _refuse(error, FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED


def _refuse(error: Exception, code: int) -> int:
    print(error, file=sys.stderr)
    return code
