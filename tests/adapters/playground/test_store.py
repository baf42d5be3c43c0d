"""What the playground remembers, also of another Vardag."""

import sqlite3
from pathlib import Path

from adapters.playground.store import Store
from tests.adapters.playground.messages import FORM


async def test_a_form_that_another_vardag_left_open_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "chats.sqlite"
    store = await Store.open(file)
    await store.show_form(user="anna", form=FORM, origin=None)
    await store.show_form(user="bo", form=FORM, origin=None)
    await store.close()
    with sqlite3.connect(file) as database:
        database.execute("UPDATE form SET body = '{}' WHERE user = 'anna'")
    database.close()
    store = await Store.open(file)
    assert await store.form(user="anna") is None
    bos = await store.form(user="bo")
    assert bos
    assert bos.form == FORM
    await store.close()
