"""Several machines' worth of processes, from the files in ``deploy/``: a node dies, then the primary.

``make cluster`` starts a PostgreSQL primary with a synchronous streaming replica, Redis, two web nodes and a
worker as their units say, and nginx with its configuration before them. Buyers order over TLS, visitors
read the catalogue; then one web node is killed and started again, and later the primary is killed and
the replica promoted. Every order that was answered has to be on the new primary, once. ``SECONDS``
says how long each stretch of load is.
"""

import json
import os
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx2
import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bench import nginx
from bench.kill_money import ADDRESS
from bench.machine import ROOT, Unfit, free_port
from to7fabackend import postgres

TWICE = (
    "SELECT count(*) FROM (SELECT note FROM orders_order WHERE note <> ''"
    " GROUP BY note HAVING count(*) > 1) doubled"
)
# A note of digits could be taken for a card's number.
LETTERS = str.maketrans("0123456789", "ghijklmnop")
BUYERS, PIECES, VISITORS = 4, 20, 3
SETTINGS = {
    "shared_buffers": "128MB",
    "wal_level": "replica",
    "max_wal_senders": "4",
    "hot_standby": "on",
    "wal_keep_size": "256MB",
}


# --- what is started ----------------------------------------------------------------------------
def unit(name: str) -> tuple[list[str], dict[str, str]]:
    """Give the command and the environment of a unit in ``deploy/systemd``."""
    command: list[str] = []
    environment: dict[str, str] = {}
    text = (ROOT / "deploy" / "systemd" / f"tohfa-{name}.service").read_text(encoding="utf-8")
    for line in text.splitlines():
        key, _, value = line.partition("=")
        if key == "ExecStart":
            program, *arguments = shlex.split(value)
            command = [str(Path(sys.executable).parent / Path(program).name), *arguments]
        elif key == "Environment":
            environment |= dict(part.split("=", 1) for part in shlex.split(value))
    return command, environment


def keys() -> dict[str, str]:
    """Make the secrets that production asks for."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "JWT_PRIVATE_KEYS": pem.decode(),
        "FIELD_KEYS": urlsafe_b64encode(os.urandom(32)).decode(),
        "BLIND_INDEX_KEY": secrets.token_urlsafe(32),
    }


class Process:
    """One process with all that it starts, in a group of its own."""

    def __init__(
        self, name: str, command: list[str], environment: dict[str, str], log: Path
    ) -> None:
        self.name, self.command, self.environment, self.log = name, command, environment, log
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """End it and its children as a power cut would."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Cluster:
    """Everything that runs, below one folder."""

    def __init__(self, folder: Path, ends: ExitStack) -> None:
        self.folder, self.ends = folder, ends
        self.primary = postgres.Server(folder / "a", **SETTINGS)
        self.replica = postgres.Server(folder / "b", **SETTINGS)
        self.redis_port, self.plain, self.tls = free_port(), free_port(), free_port()
        self.ports = [free_port(), free_port()]
        self.keys = keys()
        sockets = [postgres.socket_dir(folder / name) for name in ("a", "b")]
        both = ",".join(map(str, sockets))
        # libpq goes from one to the other until it finds the one that takes writes.
        self.address = f"postgresql://tohfa@/tohfa?host={both}&target_session_attrs=read-write"
        self.replica_address = f"postgresql://tohfa@/tohfa?host={sockets[1]}"
        self.nodes: list[Process] = []

    def environment(self, name: str, given: Mapping[str, str]) -> dict[str, str]:
        data = self.folder / name
        data.mkdir(exist_ok=True)
        (data / "metrics").mkdir(exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TOHFA_", "DJANGO_"))}
        return {
            **kept,
            **given,
            **self.keys,
            "TOHFA_DATA_DIR": str(data),
            "PROMETHEUS_MULTIPROC_DIR": str(data / "metrics"),
            "DJANGO_SETTINGS_MODULE": "to7fabackend.settings",
            "DATABASE_URL": self.address,
            "DATABASE_REPLICA_URL": self.replica_address,
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "ALLOWED_HOSTS": "localhost",
            "PUBLIC_URL": f"https://localhost:{self.tls}",
            "TRUSTED_PROXIES": "1",
            "RATE_LIMIT_FACTOR": "1000000",
            "LOG_REQUESTS": "0",
            "EMAIL_BACKEND": "notifications.channels.outbox.EmailBackend",
            "PUSH_SENDER": "notifications.channels.push.OutboxSender",
        }

    def start_primary(self) -> list[Any]:
        """Start the primary and fill it; gives what ``seed`` tells."""
        self.primary.start()
        self.ends.callback(self.primary.stop)
        command = [sys.executable, "-W", "ignore", "manage.py", "migrate", "-v", "0"]
        environment = self.environment("node", {"TOHFA_ENV": "production"})
        del environment["DATABASE_REPLICA_URL"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        command = [sys.executable, "-W", "ignore", "-m", "bench.cluster", "seed"]
        seeded = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
        )
        found: list[Any] = json.loads(seeded.stdout.splitlines()[-1])
        return found

    def start_replica(self) -> None:
        copy: list[str | Path] = [postgres.binaries() / "pg_basebackup", "-R", "-c", "fast"]
        copy += [
            "-d",
            postgres.url(self.folder / "a"),
            "-D",
            self.folder / "b" / "pg",
            "-X",
            "stream",
        ]
        subprocess.run(copy, check=True, stdout=subprocess.DEVNULL)
        self.replica.start()
        self.ends.callback(self.replica.stop)
        with psycopg.connect(postgres.url(self.folder / "a"), autocommit=True) as server:
            # From here on no commit is confirmed that the replica does not have on its disk.
            server.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            server.execute("SELECT pg_reload_conf()")
            _until(lambda: _value(server, "SELECT sync_state FROM pg_stat_replication") == "sync")

    def start_the_rest(self) -> None:
        redis = shutil.which("redis-server")
        if redis is None:
            raise Unfit("redis-server is not installed")
        command = [redis, "--port", str(self.redis_port), "--save", "", "--bind", "127.0.0.1"]
        self._begin("redis", command, dict(os.environ))
        web, given = unit("web")
        for number, port in enumerate(self.ports):
            own = {**given, "PORT": str(port), "WEB_PROCESSES": "1", "DATABASE_POOL": "4"}
            self.nodes.append(
                self._begin(f"web{number}", web, self.environment(f"web{number}", own))
            )
        work, given = unit("worker")
        self._begin("worker", work, self.environment("worker", given))
        self.ends.enter_context(
            nginx.running(
                self.folder / "front",
                plain=self.plain,
                tls=self.tls,
                web=[f"127.0.0.1:{port}" for port in self.ports],
            )
        )
        for port in self.ports:
            _until(lambda port=port: _is_ready(port), seconds=120)

    def _begin(self, name: str, command: list[str], environment: dict[str, str]) -> Process:
        begun = Process(name, command, environment, self.folder / f"{name}.log")
        self.ends.callback(begun.kill)
        return begun

    def kill_primary(self) -> None:
        """End the primary with every process of its own, unannounced."""
        if self.primary.process is None:
            return
        pids = [self.primary.process.pid]
        for task in Path(f"/proc/{pids[0]}/task").iterdir():
            pids += map(int, (task / "children").read_text().split())
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.primary.process.wait()

    def written(self) -> int:
        """Give how many bytes of the log the primary has written."""
        with psycopg.connect(postgres.url(self.folder / "a")) as server:
            return int(_value(server, "SELECT pg_current_wal_lsn() - '0/0'"))

    def watch_and_promote(self) -> float:
        """Promote the replica once the primary has not answered three times; gives when that was decided."""
        missed = 0
        while missed < 3:
            try:
                with psycopg.connect(postgres.url(self.folder / "a"), connect_timeout=1):
                    missed = 0
            except psycopg.OperationalError:
                missed += 1
            time.sleep(0.5)
        decided = time.monotonic()
        with psycopg.connect(self.replica_address, autocommit=True) as server:
            server.execute("SELECT pg_promote(true, 60)")
        return decided


def _value(server: "psycopg.Connection[Any]", sql: Any, *values: Any) -> Any:
    row = server.execute(sql, values or None).fetchone()
    return row[0] if row else None


def _until(holds: Any, *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise Unfit("something did not come up")
        time.sleep(0.1)


def _is_ready(port: int) -> bool:
    headers = {"Host": "localhost", "X-Forwarded-Proto": "https"}
    with suppress(httpx2.HTTPError):
        answer = httpx2.get(f"http://127.0.0.1:{port}/health/ready/", headers=headers, timeout=5)
        return answer.status_code == 200
    return False


# --- who uses it --------------------------------------------------------------------------------
class Load:
    """Buyers who order, each order under one key until it is answered, and visitors who read."""

    def __init__(
        self, base: str, seeded: list[Any], *, headers: Mapping[str, str] | None = None
    ) -> None:
        self.tokens, self.pieces = seeded
        self.base, self.headers = base, dict(headers or {})
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        # When each order was confirmed, and its id; when each read was answered; what went wrong.
        self.orders: list[tuple[float, int]] = []
        self.reads: list[float] = []
        self.failed: Counter[str] = Counter()
        self.threads = [
            *(threading.Thread(target=self._buy, args=(token,)) for token in self.tokens[:BUYERS]),
            *(threading.Thread(target=self._read) for _ in range(VISITORS)),
        ]

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def _client(self) -> httpx2.Client:
        return httpx2.Client(base_url=self.base, headers=self.headers, verify=False, timeout=10)

    def _buy(self, token: str) -> None:
        number = 0
        with self._client() as http:
            while not self.stopping.is_set():
                product, variant = self.pieces[number % len(self.pieces)]
                number += 1
                key = str(uuid.uuid4())
                body = {
                    "items": [{"product": product, "variant": variant, "quantity": 1}],
                    "shipping_address": ADDRESS,
                    "payment_method": "cash_on_delivery",
                    "note": key.translate(LETTERS),
                }
                headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
                self._until_answered(http, body, headers)

    def _until_answered(
        self, http: httpx2.Client, body: dict[str, Any], headers: dict[str, str]
    ) -> None:
        while not self.stopping.is_set():
            try:
                answer = http.post("/api/orders/", json=body, headers=headers)
            except httpx2.HTTPError as error:
                self._note(f"order {type(error).__name__}")
            else:
                if answer.status_code == 201:
                    with self.lock:
                        self.orders.append((time.monotonic(), int(answer.json()["id"])))
                    return
                self._note(f"order {answer.status_code}")
                if answer.status_code == 400:
                    raise Unfit(answer.text)
            time.sleep(0.1)

    def _read(self) -> None:
        page = 0
        with self._client() as http:
            while not self.stopping.is_set():
                page += 1
                try:
                    answer = http.get(f"/api/products/?page_size={1 + page % 50}")
                except httpx2.HTTPError as error:
                    self._note(f"read {type(error).__name__}")
                else:
                    if answer.status_code == 200:
                        self.reads.append(time.monotonic())
                    else:
                        self._note(f"read {answer.status_code}")
                time.sleep(0.05)

    def _note(self, what: str) -> None:
        with self.lock:
            self.failed[what] += 1


def longest_gap(times: list[float], begin: float, end: float) -> float:
    """Give the longest stretch between ``begin`` and ``end`` in which nothing succeeded."""
    inside = [begin, *sorted(one for one in times if begin < one < end), end]
    return max(after - before for before, after in pairwise(inside))


def seed() -> None:
    """Fill the primary: print tokens of buyers, and pieces with their variants."""
    import django

    django.setup()
    from datetime import UTC, datetime
    from decimal import Decimal

    from django.db import transaction

    from bench import fill
    from products.actions import categories, products
    from products.models import Variant

    sellers, buyers = fill.people()
    with transaction.atomic():
        category = categories.add(name="فخار", name_en="Pottery", parent=None)
        made = [
            products.add(
                sellers[number % 5],
                now=datetime.now(UTC),
                name=f"فازة {number}",
                description="معمولة على الدولاب.",
                price=Decimal("120.00"),
                stock=5000,
                category=category,
                is_draft=False,
            )
            for number in range(PIECES)
        ]
    variants = dict(Variant.objects.values_list("product_id", "pk"))
    tokens = fill.tokens(buyers[:BUYERS])
    print(json.dumps([tokens, [[piece.pk, variants[piece.pk]] for piece in made]]))


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[Cluster, list[Any]]]:
    with ExitStack() as ends:
        made = Cluster(folder, ends)
        seeded = made.start_primary()
        made.start_replica()
        made.start_the_rest()
        yield made, seeded


def run(folder: Path, seconds: float) -> list[str]:
    """Run it all; give what went wrong."""
    with cluster(folder) as (made, seeded):
        print(
            "a primary, a synchronous replica, two web nodes, a worker, Redis and nginx run",
            flush=True,
        )
        with Load(f"https://localhost:{made.tls}", seeded) as load:
            before = made.written()
            time.sleep(seconds)
            written = made.written() - before
            print(f"written ahead per order     {written / max(1, len(load.orders)):.0f} bytes")
            calm = time.monotonic()
            made.nodes[0].kill()
            time.sleep(seconds / 2)
            made.nodes[0].start()
            time.sleep(seconds / 2)
            killed = time.monotonic()
            made.kill_primary()
            decided = made.watch_and_promote()
            promoted = time.monotonic()
            _until(lambda: any(at > promoted + 1 for at, _ in load.orders), seconds=90)
            time.sleep(seconds)
            ended = time.monotonic()
        return report(
            made, load, calm=calm, killed=killed, decided=decided, promoted=promoted, ended=ended
        )


def losses(load: Load, address: str) -> tuple[int, int]:
    """Count which confirmed orders are missing from a database, and which are there twice."""
    ids = [order for _, order in load.orders]
    with psycopg.connect(address) as server:
        found = _value(server, "SELECT count(*) FROM orders_order WHERE id = ANY(%s)", ids)
        return len(ids) - int(found), int(_value(server, TWICE))


def report(
    made: Cluster,
    load: Load,
    *,
    calm: float,
    killed: float,
    decided: float,
    promoted: float,
    ended: float,
) -> list[str]:
    lost, twice = losses(load, made.replica_address)
    times = [at for at, _ in load.orders]
    node = longest_gap(times, calm, killed)
    primary = longest_gap(times, killed, ended)
    reading = longest_gap(load.reads, killed, ended)
    gap = "longest stretch without"
    print(f"orders confirmed            {len(times)}, reads answered {len(load.reads)}")
    print(f"answered otherwise          {dict(sorted(load.failed.items()))}")
    print(f"a web node killed           {gap} an order {node:.1f} s")
    print(f"the primary killed          noticed after {decided - killed:.1f} s")
    print(f"                            promoted in {promoted - decided:.1f} s")
    print(f"                            {gap} an order {primary:.1f} s, a read {reading:.1f} s")
    print(f"confirmed orders lost       {lost}")
    print(f"orders doubled              {twice}")
    faults = []
    if lost or twice:
        faults.append("an order was lost or doubled")
    if not times or primary > 30 or node > 5:
        faults.append("it took too long")
    return faults


def main() -> int:
    if sys.argv[1:] == ["seed"]:
        seed()
        return 0
    if nginx.BINARY is None:
        print("nginx is not installed")
        return 1
    folder = Path(tempfile.mkdtemp(prefix="tohfa-cluster-"))
    folder.chmod(0o755)
    faults = ["it did not run to its end"]
    try:
        faults = run(folder, float(os.environ.get("SECONDS") or 20))
    finally:
        if not faults:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            print(f"its logs are in {folder}")
    for fault in faults:
        print(f"FAULT: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
