"""Compressing bodies, where the client takes it and it pays."""

import gzip

import brotli
import zstandard
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# Below this a compressed body saves no packet.
SMALLEST = 1024
COMPRESSED = ("br", "zstd", "gzip")
KINDS = ("application/json", "application/problem+json", "text/", "application/vnd.oai.openapi")


def asked_for(request: HttpRequest) -> str:
    """Give the encoding to answer in: the best of ours the client takes, or none."""
    header = request.META.get("HTTP_ACCEPT_ENCODING", "")
    if not header:
        return ""
    offered = {}
    for part in header[:200].lower().split(","):
        name, _, parameters = part.partition(";")
        offered[name.strip()] = parameters.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00"}
    return next((name for name in COMPRESSED if offered.get(name)), "")


def encoded(body: bytes, encoding: str, *, thoroughly: bool = False) -> bytes:
    """Compress ``body``; ``thoroughly`` where the result is kept and used again."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=6 if thoroughly else 3))
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=9 if thoroughly else 3).compress(body)
    if encoding == "gzip":
        return gzip.compress(body, 6 if thoroughly else 1, mtime=0)
    return body


def pays(answer: HttpResponse) -> bool:
    return (
        not answer.streaming
        and answer.status_code not in {204, 304}
        and len(answer.content) >= SMALLEST
        and "Content-Encoding" not in answer.headers
        and answer.headers.get("Content-Type", "").startswith(KINDS)
    )


def announce(answer: HttpResponse, encoding: str) -> None:
    """Name the encoding; the entity tag becomes a weak one, since the bytes are others."""
    answer.headers["Content-Encoding"] = encoding
    answer.headers["Content-Length"] = str(len(answer.content))
    tag = answer.headers.get("ETag")
    if tag and not tag.startswith("W/"):
        answer.headers["ETag"] = f"W/{tag}"


def encode(request: HttpRequest, answer: HttpResponse) -> None:
    """Compress an answer in place, if it pays and the client takes it."""
    if not pays(answer):
        return
    patch_vary_headers(answer, ["Accept-Encoding"])
    if encoding := asked_for(request):
        answer.content = encoded(answer.content, encoding)
        announce(answer, encoding)
