"""What all processes of a running marketplace hold together, with the demo loaded.

``make bench-memory`` starts the whole program on a scratch directory as ``make run`` does, loads the
demo, and counts the memory of each process: as it is ready, after people have used it for a while
(``ROUNDS=40``), and two minutes later. Pages that several processes share are counted once, divided
among them (the kernel's "Pss"). Fails above what is promised. ``FOLDER=/somewhere`` keeps the data there
for the next time.
"""

import os
import re
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2

from bench.kill_money import ADDRESS, CARD, PASSWORD, Program, _children, _command
from bench.soak import WORDS

PROMISED = 600
AT_EASE = 20  # seconds after which what a request has left behind is given back
LISTS = [
    "/api/products/?page_size=60",
    "/api/products/?ordering=price&page_size=40",
    "/api/products/categories/",
    "/api/products/?in_stock=true&min_rating=4",
    "/api/sellers/",
    "/api/schema/",
    "/api/docs/",
    "/docs/",
    "/docs/architecture/",
    "/sandbox/",
]
OWN = [
    "/api/orders/",
    "/api/cart/",
    "/api/notifications/",
    "/api/wallet/",
    "/api/wallet/transactions/",
    "/api/wishlist/",
    "/api/users/profile/",
    "/api/payments/methods/",
]
OFFICE = [
    "/admin/",
    "/admin/orders/order/",
    "/admin/products/product/",
    "/admin/custom_auth/user/",
    "/admin/payment/payment/",
    "/admin/wallet/ledgerline/",
    "/admin/queues/applications/",
    "/admin/core/staffaction/",
]
SHOP = ["/seller/", "/seller/orders/", "/seller/pieces/", "/seller/returns/", "/seller/statements/"]
FILES = ("sales", "inventory", "commissions")
KINDS = {"gunicorn": "web", "manage.py work": "worker", "to7fabackend.stream": "stream"}


def processes(root: int) -> Iterator[int]:
    yield root
    for child in _children(root):
        yield from processes(child)


def held(pid: int) -> float:
    """Give the megabytes of one process, a shared page counted by its share; 0 where it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def named(pid: int, root: int) -> str:
    command = _command(pid)
    if pid == root:
        return "supervisor"
    if "postgres" in command:
        return "database"
    return next((name for words, name in KINDS.items() if words in command), "other")


def weigh(root: int) -> dict[str, list[float]]:
    """Give what the processes of each kind hold, in megabytes."""
    found: dict[str, list[float]] = {}
    for pid in processes(root):
        if megabytes := held(pid):
            found.setdefault(named(pid, root), []).append(megabytes)
    return found


def told(moment: str, found: dict[str, list[float]]) -> float:
    total = sum(map(sum, found.values()))
    print(f"{moment}: {total:.0f} MB")
    for name, sizes in found.items():
        each = ", ".join(f"{one:.0f}" for one in sorted(sizes, reverse=True))
        print(f"  {name:<10} {sum(sizes):5.0f}  ({each})", flush=True)
    return total


class Visitor:
    """Everybody who uses a marketplace, one after the other."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.guest = self._client()
        self.buyer = self._client(token="buyer@tohfa.example")
        self.staff = self._client(token="admin@tohfa.example")
        self.desk, self.maker = self._client(), self._client()
        signs_in(self.desk, "/admin/login/", username="admin@tohfa.example")
        signs_in(self.maker, "/seller/sign-in/", email="artist@tohfa.example")
        found = self.guest.get("/api/products/?in_stock=true&page_size=60").json()["results"]
        self.pieces = [row["id"] for row in found]

    def _client(self, *, token: str = "") -> httpx2.Client:
        http = httpx2.Client(base_url=self.address, timeout=60, follow_redirects=True)
        if token:
            body = {"email": token, "password": PASSWORD}
            access = http.post("/api/auth/login/", json=body).json()["access"]
            http.headers["Authorization"] = f"Bearer {access}"
        return http

    def comes(self, turn: int) -> None:
        """Look at a page of each kind, buy a piece and pay for it."""
        piece = self.pieces[turn % len(self.pieces)]
        word = WORDS[turn % len(WORDS)]
        self.guest.headers["Accept-Language"] = ("ar", "en")[turn % 2]
        for path in LISTS:
            answered(self.guest, path)
        for path in (f"/api/products/{piece}/", f"/api/products/{piece}/reviews/"):
            answered(self.guest, path)
        answered(self.guest, "/api/products/search/", q=f"{word} {turn}")
        answered(self.guest, "/api/products/suggest/", q=word[: 2 + turn % 3])
        for path in OWN:
            answered(self.buyer, path)
        for path in OFFICE:
            answered(self.desk, path)
        for path in SHOP:
            answered(self.maker, path)
        self.buys(piece)
        if turn % 8 == 0:
            for name in FILES:
                answered(self.staff, f"/api/reports/{name}/", format="xlsx")

    def buys(self, piece: int) -> None:
        """Order a piece and pay, from the wallet or at the gateway's sandbox."""
        variants = self.guest.get(f"/api/products/{piece}/").json()["variants"]
        variant = next((one["id"] for one in variants if one["in_stock"]), None)
        line: dict[str, Any] = {"product": piece, "variant": variant, "quantity": 1}
        body = {"items": [line], "shipping_address": ADDRESS, "payment_method": "credit_card"}
        key = {"Idempotency-Key": str(uuid.uuid4())}
        order = self.buyer.post("/api/orders/", json=body, headers=key)
        if order.status_code != 201:
            return
        paying = {"order": order.json()["id"], "method": "credit_card"}
        key = {"Idempotency-Key": str(uuid.uuid4())}
        answer = self.buyer.post("/api/payments/process/", json=paying, headers=key)
        if answer.status_code == 201:
            self.guest.post(answer.json()["next_action"]["url"], data=CARD)


def signs_in(http: httpx2.Client, path: str, **who: str) -> None:
    page = http.get(path).text
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    token = found[1] if found else ""
    body = {"csrfmiddlewaretoken": token, "password": PASSWORD, **who}
    http.post(path, data=body, headers={"Referer": f"{http.base_url}{path}"})


def answered(http: httpx2.Client, path: str, **query: str) -> None:
    status = http.get(path, params=query or None).status_code
    if status >= 400:
        raise SystemExit(f"{path} was answered {status}")


def main() -> int:
    kept = os.environ.get("FOLDER")
    folder = Path(kept or tempfile.mkdtemp(prefix="tohfa-memory-"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    program = Program(folder)
    try:
        program.await_ready(900)
        time.sleep(AT_EASE)
        told("ready, with the demo loaded", weigh(program.process.pid))
        visitor = Visitor(program.address)
        for turn in range(int(os.environ.get("ROUNDS") or 40)):
            visitor.comes(turn)
        total = told("after use", weigh(program.process.pid))
        time.sleep(6 * AT_EASE)
        told("two minutes later", weigh(program.process.pid))
        return 1 if total > PROMISED else 0
    finally:
        program.end()
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
