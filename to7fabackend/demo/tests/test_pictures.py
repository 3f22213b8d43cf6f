from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from to7fabackend.demo.pictures import VIEWS, avatar, banner, draw
from to7fabackend.demo.pictures.colour import Colour, from_hex, mix, oklch, to_oklch
from to7fabackend.demo.pictures.crafts import CRAFTS, UNKNOWN, craft_of
from to7fabackend.demo.pictures.palettes import NAMED

SMALL = 64


def fingerprint(picture: Image.Image) -> str:
    return sha256(picture.tobytes()).hexdigest()[:16]


def apart(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ: the mean over all pixels and channels, 0–255."""
    means = ImageStat.Stat(ImageChops.difference(one, other)).mean
    return sum(means) / len(means)


def test_the_same_arguments_give_the_same_pixels() -> None:
    once = [fingerprint(draw(craft, "TF-0001", SMALL)) for craft in CRAFTS]

    again = [fingerprint(draw(craft, "TF-0001", SMALL)) for craft in CRAFTS]

    assert once == again


@pytest.mark.parametrize(
    ("craft", "colour", "view", "known"),
    [
        ("pottery", "أزرق", 0, "0c71f67454eb3efd"),
        ("rugs", None, 0, "21a99537cd3855f2"),
        ("jewelry", None, 1, "01605c319c1332bd"),
        ("basketry", "أخضر", 2, "82978376941074a0"),
    ],
)
def test_pictures_are_alike_on_every_machine(
    craft: str, colour: str | None, view: int, known: str
) -> None:
    picture = draw(craft, "TF-0007", 72, colour=colour, view=view)

    assert fingerprint(picture) == known


@pytest.mark.parametrize("craft", [*CRAFTS, "something-new"])
@pytest.mark.parametrize("size", [24, 75])
def test_a_picture_is_square_and_as_large_as_asked(craft: str, size: int) -> None:
    picture = draw(craft, "TF-0100", size)

    assert (picture.size, picture.mode) == ((size, size), "RGB")


@pytest.mark.parametrize("craft", CRAFTS)
def test_a_picture_is_not_a_flat_colour(craft: str) -> None:
    for view in range(VIEWS):
        picture = draw(craft, "TF-0200", SMALL, view=view)

        assert max(ImageStat.Stat(picture).stddev) > 8


def test_crafts_can_be_told_apart() -> None:
    pictures = {craft: draw(craft, "TF-0001", SMALL) for craft in CRAFTS}

    for craft, picture in pictures.items():
        for other, second in pictures.items():
            assert craft == other or apart(picture, second) > 12, (craft, other)


@pytest.mark.parametrize("craft", CRAFTS)
def test_products_of_one_craft_differ(craft: str) -> None:
    prints = {fingerprint(draw(craft, f"TF-{number:04}", 40)) for number in range(8)}

    assert len(prints) == 8


@pytest.mark.parametrize("craft", CRAFTS)
def test_the_views_of_a_product_differ(craft: str) -> None:
    views = [draw(craft, "TF-0042", SMALL, view=view) for view in range(VIEWS)]

    assert min(apart(views[0], views[1]), apart(views[0], views[2])) > 6


def test_every_craft_has_its_own_painters() -> None:
    assert all(craft_of(slug) is not UNKNOWN for slug in CRAFTS)
    assert craft_of("something-new") is UNKNOWN


@pytest.mark.parametrize("colour", NAMED)
def test_a_products_colour_is_the_one_to_be_seen(colour: str) -> None:
    shares = [
        share_near(draw("pottery", sku, SMALL, colour=colour), from_hex(NAMED[colour]))
        for sku in ("TF-0001", "TF-0044")
    ]

    assert min(shares) > 0.05


def share_near(picture: Image.Image, colour: Colour) -> float:
    """The share of pixels no channel of which is further than 45 from a colour."""
    channels = ImageChops.difference(picture, Image.new("RGB", picture.size, colour)).split()
    furthest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return sum(furthest.histogram()[:45]) / (picture.width * picture.height)


def test_an_unknown_colour_changes_nothing() -> None:
    assert fingerprint(draw("glass", "TF-0001", SMALL, colour="فوشيا غامق")) == fingerprint(
        draw("glass", "TF-0001", SMALL)
    )


def test_a_picture_is_small_once_compressed() -> None:
    written = BytesIO()

    draw("pottery", "TF-0001", 800).save(written, "webp", quality=80)

    assert len(written.getvalue()) < 150_000


@pytest.mark.parametrize("size", [(300, 100), (96, 96), (241, 83)])
def test_a_banner_has_the_shape_asked_for(size: tuple[int, int]) -> None:
    assert banner("metal", size).size == size


def test_people_get_rosettes_of_their_own() -> None:
    rosettes = {fingerprint(avatar(f"person {number}", 48)) for number in range(24)}

    assert len(rosettes) == 24
    assert avatar("a", 33).size == (33, 33)


def test_colours_survive_the_way_to_oklch_and_back() -> None:
    for colour in [(255, 255, 255), (31, 111, 139), (200, 53, 47), (12, 12, 12)]:
        assert oklch(*to_oklch(colour)) == colour
    assert mix((0, 0, 0), (255, 255, 255), 0.0) == (0, 0, 0)
