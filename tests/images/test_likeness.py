"""What tells that two pictures show the same thing."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFile

from palabre.errors import PictureRefused, UsageError
from palabre.images import FAR, LARGEST_PIXELS, distance, likeness, perceptual_hash


def advert(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture with a few large shapes and some small ones, as adverts have."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for large in (True, False):
        for _ in range(6):
            width, height = (size[0] // 3, size[1] // 3) if large else (size[0] // 12, size[1] // 12)
            x, y = chance.randrange(size[0] - width), chance.randrange(size[1] - height)
            colour = tuple(chance.randrange(256) for _ in range(3))
            draw.ellipse((x, y, x + width, y + height), fill=colour)
    return picture


def written(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def cropped(picture: Image.Image, share: float) -> Image.Image:
    width, height = picture.size
    return picture.crop((int(width * share), int(height * share), int(width * (1 - share)), int(height * (1 - share))))


CHANGES = {
    "smaller": lambda one: written(one.resize((320, 240)), "JPEG", quality=85),
    "much smaller": lambda one: written(one.resize((120, 90)), "JPEG", quality=80),
    "stretched": lambda one: written(one.resize((900, 480))),
    "worse": lambda one: written(one, "JPEG", quality=25),
    "another format": lambda one: written(one, "WEBP", quality=60),
    "brighter": lambda one: written(ImageEnhance.Brightness(one).enhance(1.15)),
    "grey": lambda one: written(one.convert("L")),
    "cropped a little": lambda one: written(cropped(one, 0.015)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_picture_changed_as_networks_and_people_do_stays_like_itself(change: str) -> None:
    differ = [
        distance(perceptual_hash(written(one)) or 0, perceptual_hash(CHANGES[change](one)) or 0)
        for one in map(advert, range(20))
    ]

    assert max(differ) <= FAR


def test_other_pictures_are_not_alike() -> None:
    hashes = [perceptual_hash(written(advert(seed))) or 0 for seed in range(40)]
    differ = [distance(one, other) for place, one in enumerate(hashes) for other in hashes[:place]]

    assert min(differ) > FAR
    assert 26 <= sum(differ) / len(differ) <= 34


def test_a_picture_of_one_colour_is_like_none() -> None:
    assert perceptual_hash(written(Image.new("RGB", (300, 200), "red"))) is None


def test_what_moves_is_told_by_its_first_image_and_what_is_transparent_is_on_white() -> None:
    one, other = advert(1), advert(2)
    moving = written(one, "GIF", save_all=True, append_images=[other])
    clear = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    clear.paste((10, 10, 10, 255), (20, 20, 120, 150))
    white = Image.new("RGB", (200, 200), "white")
    white.paste((10, 10, 10), (20, 20, 120, 150))

    assert distance(perceptual_hash(moving) or 0, perceptual_hash(written(one)) or 0) <= FAR
    assert perceptual_hash(written(clear)) == perceptual_hash(written(white))


def test_a_picture_lying_on_its_side_is_turned_upright() -> None:
    one = advert(3)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = written(one.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=95, exif=exif)

    assert distance(perceptual_hash(turned) or 0, perceptual_hash(written(one)) or 0) <= FAR


@pytest.mark.parametrize("content", [b"", b"<html>", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<svg/>"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureRefused) as refused:
        perceptual_hash(content)

    assert refused.value.message_id == "picture-unreadable"


@pytest.mark.parametrize("others_take_them", [False, True])
def test_a_picture_cut_short_is_refused_whatever_others_allow(
    monkeypatch: pytest.MonkeyPatch, others_take_them: bool
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", others_take_them)
    with pytest.raises(PictureRefused):
        perceptual_hash(written(advert(1), "JPEG")[:2000])


def test_a_picture_that_unpacks_to_too_much_is_not_opened() -> None:
    side = int(LARGEST_PIXELS**0.5) + 10
    bomb = written(Image.new("1", (side, side)))

    assert len(bomb) < 100_000
    with pytest.raises(PictureRefused) as refused:
        perceptual_hash(bomb)
    assert refused.value.message_id == "picture-too-large"


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "find_spec", lambda _name: None)

    with pytest.raises(UsageError) as refused:
        perceptual_hash(b"")
    assert refused.value.fields["extra"] == "pictures"
