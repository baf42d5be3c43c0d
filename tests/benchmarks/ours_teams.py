"""Our whole way from Teams' bytes. The login is trusted by REQUESTS_CA_BUNDLE.

python -m tests.benchmarks.ours_teams DATABASE_URL MICROSOFT LOGIN_URL
"""

import asyncio
import sys

from adapters.teams.chat import App, Teams
from adapters.teams.login import Password
from bot.clock import SystemClock
from tests.adapters.teams.signing import APP_ID, PASSWORD, TENANT
from tests.benchmarks.ours import serve


async def main(database_url: str, microsoft: str, login_url: str) -> None:
    clock = SystemClock()
    app = App(
        id=APP_ID,
        tenant=TENANT,
        proof=Password(secret=PASSWORD),
        metadata_url=f"{microsoft}/metadata",
        login_url=login_url,
        service=f"{microsoft}/",
    )
    await serve(database_url, Teams(app=app, clock=clock.now), clock)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
