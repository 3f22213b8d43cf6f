"""The guides' samples run, and their links lead somewhere."""

import os
import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from custom_auth.tests.builders import a_seller, a_user
from orders.rules.shares import CommissionRule, refund_step, split_line
from products.tests.builders import a_product
from tests import curl
from tests.live import served

ROOT = Path(__file__).parent.parent
TOUR = re.compile(r"^```bash tour\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GUIDES = {
    f"{path.parent.name}/{path.name}": "".join(TOUR.findall(path.read_text(encoding="utf-8")))
    for folder in ("guides", "ar")
    for path in sorted((ROOT / "docs" / folder).glob("*.md"))
}


@pytest.mark.race
def test_every_sample_runs(own_database: None, tmp_path: Path) -> None:
    buyer = a_user("buyer@tohfa.example", password="tohfa-demo-2026")
    a_product(name_en="Blue vase")
    # Two, because a seller has one table under way at a time and no worker takes it up here.
    for address in ("artist@tohfa.example", "store@tohfa.example"):
        seller = a_seller(address)
        seller.set_password("tohfa-demo-2026")
        seller.save(update_fields=["password"])
    assert buyer.pk
    with served() as address:
        walked = {
            name: subprocess.run(
                [
                    "bash",
                    "-c",
                    "set -euo pipefail\n" + text.replace("http://localhost:8000", address),
                ],
                env={**os.environ, "PATH": f"{curl.shim(tmp_path)}:{os.environ['PATH']}"},
                capture_output=True,
                text=True,
                check=False,
            )
            for name, text in GUIDES.items()
            if text
        }

    told = {"first-steps", "errors", "offline", "sellers", "notifications", "operators"}
    assert {name for name, text in GUIDES.items() if text} == {
        f"{folder}/{name}.md" for folder in ("guides", "ar") for name in told
    }
    failed = {name: done.stderr for name, done in walked.items() if done.returncode}
    assert failed == {}
    assert walked["guides/errors.md"].stdout.split("\n")[:3] == [
        "not_found",
        "Please sign in.",
        "min_price",
    ]
    assert walked["ar/first-steps.md"].stdout.split() == ["EGP", "buyer@tohfa.example"]
    assert walked["ar/errors.md"].stdout == "سجّل الدخول من فضلك.\n"
    assert walked["ar/offline.md"].stdout == "True\n"
    for folder in ("guides", "ar"):
        assert walked[f"{folder}/sellers.md"].stdout == "1\n"
        assert walked[f"{folder}/notifications.md"].stdout == "0\n"
        assert walked[f"{folder}/operators.md"].stdout.startswith("ok\n")
    assert walked["guides/first-steps.md"].stdout.split("\n")[1:4] == [
        "EGP",
        "buyer@tohfa.example",
        "EGP",
    ]


@pytest.mark.parametrize(
    "page",
    sorted(
        str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    ),
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    links = re.findall(r"\]\((?!https?:|#|mailto:|/)([^)#\s]+)", text)

    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize("folder", ["guides", "ar"])
def test_the_worked_examples_of_the_ledger_are_what_the_rules_give(folder: str) -> None:
    text = (ROOT / "docs" / folder / "ledger.md").read_text(encoding="utf-8")
    rule = CommissionRule(Decimal(10), Decimal(0))

    whole = split_line(price=Decimal(280), quantity=1, rule=rule, vat_percent=Decimal(14))
    half = refund_step(whole, already=Decimal(0), amount=Decimal(140))

    for amount in (
        whole.seller,
        whole.commission,
        whole.vat,
        half.seller,
        half.commission,
        half.vat,
    ):
        assert f"{amount:.2f}" in text
    tables = re.findall(r"\| line \| amount \|\n\|[^\n]*\n((?:\|[^\n]*\n)+)", text)
    assert len(tables) == 3
    for table in tables:
        amounts = re.findall(r"\| ([+−][\d.]+) \|", table)
        assert sum(Decimal(amount.replace("−", "-")) for amount in amounts) == 0
