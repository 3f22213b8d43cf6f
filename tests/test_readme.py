"""The README keeps its word: its tour is walked, line by line."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from custom_auth.rules import UserType
from custom_auth.tests.builders import a_seller
from orders.models import Order
from products.tests.builders import a_product
from tests import curl
from tests.live import served

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
TOUR = re.compile(r"^```bash tour\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PASSWORD = "tohfa-demo-2026"


@pytest.mark.race
def test_the_tour_ends_with_a_delivered_order(own_database: None, tmp_path: Path) -> None:
    artist = a_seller("artist@tohfa.example")
    store = a_seller("store@tohfa.example", user_type=UserType.STORE)
    for seller in (artist, store):
        seller.set_password(PASSWORD)
        seller.save(update_fields=["password"])
    a_product(artist, price="280")
    a_product(store, price="1450.50")
    with served() as address:
        script = "set -euo pipefail\n" + "".join(TOUR.findall(README))
        script = script.replace("http://localhost:8000", address)

        walked = subprocess.run(
            ["bash", "-c", script],
            env={**os.environ, "PATH": f"{curl.shim(tmp_path)}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    assert walked.returncode == 0, walked.stdout + walked.stderr
    order = Order.objects.get()
    lines = walked.stdout.strip().splitlines()
    assert lines[-1].endswith(" delivered")
    assert lines[-8:-2] != []
    assert order.status == "delivered"
    assert order.parcels.count() == 2
    assert order.items_total == sum(item.price for item in order.items.all())


def test_every_page_it_points_to_is_there() -> None:
    root = Path(__file__).parent.parent
    links = re.findall(r"\]\((?!http|#)([^)#]+)", README)

    assert links
    assert [link for link in links if not (root / link).exists()] == []
