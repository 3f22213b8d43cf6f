"""Air waybills: a small PDF per parcel that says of itself that it is none."""

from sandbox.models import Parcel

WIDTH, HEIGHT = 420, 298  # A6 across, in points


def pdf(parcels: list[Parcel]) -> bytes:
    """Draw one page for each parcel, in Latin letters only: a PDF's own fonts have no Arabic."""
    pages = [_page(parcel) for parcel in parcels]
    first = 4
    numbers = [first + 2 * place for place in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, content in zip(numbers, pages, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def _page(parcel: Parcel) -> bytes:
    city = parcel.drop_off.get("city", {}).get("name", "")
    lines = [
        (22, f"# {parcel.tracking_number}"),
        (12, f"COD: {parcel.cod:.2f} EGP"),
        (12, f"To: {city}"),
        (12, f"Reference: {parcel.business_reference or '-'}"),
        (9, "SANDBOX LABEL - not an air waybill, no courier will collect this parcel."),
        (9, "Names and streets in Arabic are left out: this file carries no Arabic font."),
    ]
    drawn, height = [], HEIGHT - 50
    for size, line in lines:
        drawn.append(f"BT /F1 {size} Tf 30 {height} Td ({_escaped(line)}) Tj ET")
        height -= size + 14
    drawn.append(f"15 15 {WIDTH - 30} {HEIGHT - 30} re S")
    return "\n".join(drawn).encode("ascii")


def _escaped(text: str) -> str:
    plain = "".join(letter if " " <= letter <= "~" else "?" for letter in text[:90])
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[bytes]) -> bytes:
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + trailer % (count, len(written))
    )
