"""The guides' Dart names only what the Dart client has: nobody here compiles it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = re.compile(r"^```dart\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted(str(path.relative_to(ROOT)) for path in [*ROOT.glob("docs/**/*.md")])
CLIENT = {
    path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("clients/dart/lib/**/*.dart")
}
SOURCE = "\n".join(CLIENT.values())
TYPE = re.compile(
    r"^(?:abstract |interface |base |final |sealed )*(?:class|extension type const|enum) (\w+)",
    re.MULTILINE,
)
TYPES = set(TYPE.findall(SOURCE))
# What Dart itself brings along, and what the samples leave to the app.
OF_DART = {"Future", "Stream", "String", "List", "Map", "Duration", "listen"}
OF_THE_APP = {"refresh", "id"}


def samples_of(page: str) -> str:
    return "\n".join(SAMPLE.findall((ROOT / page).read_text(encoding="utf-8")))


def plain(code: str) -> str:
    """Take out what is not code: comments and texts."""
    return re.sub(r"/\*.*?\*/|//[^\n]*|'[^']*'", " ", code, flags=re.DOTALL)


def body_of(name: str) -> str:
    """Give a type of the client as it is written, up to the next one."""
    found = re.search(
        rf"^[\w ]*(?:class|extension type const|enum) {name}\b.*?^}}",
        SOURCE,
        re.MULTILINE | re.DOTALL,
    )
    return found.group() if found else ""


def faults_in(code: str) -> list[str]:
    code = plain(code)
    own = set(TYPE.findall(code))
    faults = [
        f"no type {name}"
        for name in re.findall(r"\b[A-Z]\w+\b", code)
        if name not in TYPES | own | OF_DART
    ]
    for name, member in re.findall(r"\b([A-Z]\w+)\.(\w+)", code):
        if name in TYPES and not re.search(rf"\b{member}\b", body_of(name)):
            faults.append(f"no {name}.{member}")
    for member in re.findall(r"\b[a-z]\w*\)?\.(\w+)", code):
        declared = rf"(?:\bget |[\w>?\]] ){member}(?:\(|;| =>| =)"
        if member not in OF_DART | OF_THE_APP and not re.search(declared, SOURCE):
            faults.append(f"no member {member}")
    for name, given in re.findall(r"\b(\w+)\(((?:[^()]|\([^()]*\))*)\)", code):
        alone = re.sub(r"\([^()]*\)", "", given)
        takes = re.search(rf"\b{name}\(([^;]*?)\)(?: async\*?)?\s*(?:;|:|=>|\{{)", SOURCE)
        for argument in re.findall(r"\b(\w+):", alone):
            if not (takes and re.search(rf"\b{argument}\b", takes.group(1))):
                faults.append(f"{name} takes no {argument}")
    return faults


@pytest.mark.parametrize("page", [page for page in PAGES if samples_of(page)])
def test_a_sample_names_only_what_the_client_has(page: str) -> None:
    assert faults_in(samples_of(page)) == []


def test_both_languages_show_the_same_samples() -> None:
    shown = {
        folder: {
            path.name: re.sub(r"\s+", " ", plain(samples_of(str(path.relative_to(ROOT)))))
            for path in (ROOT / "docs" / folder).glob("*.md")
            if (ROOT / "docs" / "guides" / path.name).exists()
        }
        for folder in ("guides", "ar")
    }

    assert {name: code for name, code in shown["guides"].items() if code} == {
        name: code for name, code in shown["ar"].items() if code
    }


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("final client = TohfaKlient('x');", "no type TohfaKlient"),
        ("PaymentMethodEnum.goldCoins", "no PaymentMethodEnum.goldCoins"),
        ("client.eventz().listen(print);", "no member eventz"),
        ("await api.paymentsProcessCreate(bodi: null);", "paymentsProcessCreate takes no bodi"),
        ("ProcessInput(order: 1, methode: 2)", "ProcessInput takes no methode"),
        ("TohfaClient('x', token: 1)", "TohfaClient takes no token"),
    ],
)
def test_what_the_client_has_not_is_found(code: str, fault: str) -> None:
    assert faults_in(code) == [fault]
