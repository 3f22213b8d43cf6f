"""A database that the previous release filled becomes one of this release, and no piastre is lost on the way.

``tests/releases/VERSION.sql.zst`` is what a release left behind: its tables, and rows of every kind that
money, stock and people leave. With a release a new one is kept, and the older ones stay:

    KEEP_RELEASE=1.0.0 python -m pytest -n 0 tests/test_upgrade.py -k keep
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
import zstandard
from django.db import connection, transaction

from custom_auth.tests.builders import a_seller, a_session, a_user, an_address, an_application
from orders.actions import parcels, settlement
from orders.models import Parcel
from orders.rules.states import Method, ParcelStatus
from orders.tests.builders import an_order, walk
from payment.tests.builders import a_paid_order, top_up
from products.tests.builders import a_product, a_ready_image, a_review
from to7fabackend import postgres
from wallet.models import Wallet

ROOT = Path(__file__).parent.parent
RELEASES = ROOT / "tests" / "releases"
KEPT = sorted(RELEASES.glob("*.sql.zst"))


def program(name: str) -> str:
    return str(postgres.binaries() / name)


def address_of(database: str) -> str:
    parameters = connection.get_connection_params()
    return psycopg.conninfo.make_conninfo(
        host=parameters["host"],
        port=parameters.get("port"),
        user=parameters["user"],
        dbname=database,
    )


def as_url(database: str) -> str:
    parameters = connection.get_connection_params()
    host = str(parameters["host"]).replace("/", "%2F")
    return f"postgresql://{parameters['user']}@{host}:{parameters.get('port') or 5432}/{database}"


@pytest.fixture
def filled(request: Any, own_database: None) -> Iterator[str]:
    """Give a database with what a release left behind."""
    name = "upgraded"
    with closing(psycopg.connect(address_of("postgres"), autocommit=True)) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        packed: Path = request.param
        plain = zstandard.ZstdDecompressor().decompress(packed.read_bytes(), 200_000_000)
        loading = [program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", address_of(name)]
        subprocess.run(loading, input=plain, check=True, capture_output=True)
        yield name
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def managed(database: str, data_dir: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(ROOT / "manage.py"), *command],
        env={**os.environ, "DATABASE_URL": as_url(database), "TOHFA_DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


COUNTS = """
SELECT (SELECT count(*) FROM custom_auth_user), (SELECT count(*) FROM orders_order),
       (SELECT count(*) FROM products_product), (SELECT count(*) FROM wallet_ledgerline),
       (SELECT sum(credit + earnings + pending + frozen + payout + debt) FROM wallet_wallet),
       (SELECT sum(stock) FROM products_variant)
"""


@pytest.mark.race
@pytest.mark.slow
@pytest.mark.parametrize("filled", KEPT, indirect=True, ids=[p.name[:-8] for p in KEPT])
def test_what_a_release_left_behind_is_brought_up_to_date(filled: str, tmp_path: Path) -> None:
    with psycopg.connect(address_of(filled)) as before:
        counted = before.execute(COUNTS).fetchone()

    managed(filled, tmp_path, "migrate", "-v", "0")

    with psycopg.connect(address_of(filled)) as after:
        assert after.execute(COUNTS).fetchone() == counted
    assert counted is not None
    assert all(counted), counted
    assert "no planned" in managed(filled, tmp_path, "migrate", "--plan").lower()
    assert "the ledger is clean" in managed(filled, tmp_path, "check_ledger")


@pytest.mark.race
@pytest.mark.slow
def test_a_piastre_lost_on_the_way_would_be_found(own_database: None, tmp_path: Path) -> None:
    """Break the kept database as a careless migration would, and see the check say so."""
    fill()
    name = connection.settings_dict["NAME"]
    with psycopg.connect(address_of(name), autocommit=True) as careless:
        careless.execute("SET session_replication_role = replica")  # past every guard
        careless.execute("UPDATE wallet_wallet SET pending = pending + 0.01 WHERE pending > 0")

    with pytest.raises(AssertionError, match="figures disagree"):
        managed(name, tmp_path, "check_ledger")


def test_there_is_a_release_to_come_from() -> None:
    assert [path.name for path in KEPT][:1] == ["0.1.0.sql.zst"]


# --- keeping a release --------------------------------------------------------------------------
def fill() -> None:
    """Leave rows of every kind that money, stock and people leave."""
    now = datetime.now(UTC)
    artist, store, buyer = a_seller(), a_seller(), a_user()
    an_application()
    an_address(buyer)
    a_session(buyer)
    vase = a_product(artist, name="فازة", price="280.00", stock=20)
    rug = a_product(store, name="سجادة", price="500.00", stock=20)
    a_ready_image(vase)
    a_review(vase, buyer)
    an_order(buyer, [(vase, 1), (rug, 2)])  # waits in cash
    a_paid_order(an_order(buyer, [(vase, 2), (rug, 1)], method=Method.CREDIT_CARD))
    delivered = a_paid_order(an_order(lines=[(rug, 1)], method=Method.CREDIT_CARD))
    for parcel in delivered.parcels.all():
        walk(parcel, ParcelStatus.DELIVERED)
        with transaction.atomic():
            _, own = parcels.locked(Parcel.objects.get(pk=parcel.pk))
            assert settlement.release(own, now=now + timedelta(days=60))
    top_up(buyer, "150.25")
    assert Wallet.objects.get(pk=buyer.pk).balance == Decimal("150.25")


@pytest.mark.race
@pytest.mark.skipif(
    not os.environ.get("KEEP_RELEASE"), reason="kept with a release, not in between"
)
def test_keep_this_release(own_database: None) -> None:
    fill()
    dumping = [program("pg_dump"), "--no-owner", "--no-privileges", "-d"]
    name = connection.settings_dict["NAME"]
    plain = subprocess.run([*dumping, address_of(name)], check=True, capture_output=True).stdout
    RELEASES.mkdir(exist_ok=True)
    packed = zstandard.ZstdCompressor(level=19).compress(plain)
    (RELEASES / f"{os.environ['KEEP_RELEASE']}.sql.zst").write_bytes(packed)
