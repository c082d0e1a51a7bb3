"""Perceptual hash of a picture: 64 bits that stay nearly the same when it is resized, recompressed or cropped a little.

The picture is made grey and small, its slowest waves (a cosine transform) are told above or under their median. Two
pictures whose hashes differ by `FAR` bits or fewer show the same thing, nearly always; unrelated ones differ by about
32, rarely by fewer than 14. A crop of 2 % on each side stays within `FAR`; one of 5 % often does not. Pictures that
show nearly nothing (one colour) have no waves to tell: they have no hash.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from palabre.errors import PictureRefused, UsageError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PIL.Image import Image

# Hashes that differ by so many bits or fewer are of one picture.
FAR = 10
LARGEST_PIXELS = 40_000_000
_SIDE, _WAVES = 32, 8
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF")
# Waves under it are noise of compression: a picture of one colour has no others.
_FLAT = 1.0


def can_compare() -> bool:
    """Whether what reads pictures is installed."""
    return find_spec("PIL") is not None


def need_pictures() -> None:
    """Raises `UsageError`, naming what to install, when pictures cannot be read here."""
    if not can_compare():
        raise UsageError("extra-missing", extra="pictures", why="PIL")


def perceptual_hash(content: bytes) -> int | None:
    """The perceptual hash of a picture, as a signed integer of 64 bits; None when it shows nothing but one colour.

    Raises `PictureRefused` for what is no picture, and for one of more pixels than `LARGEST_PIXELS`: a few kilobytes
    may unpack to gigabytes.
    """
    import numpy as np

    need_pictures()
    grey = _grey(content)
    waves = _cosines() @ grey @ _cosines().T
    slow = waves[:_WAVES, :_WAVES].ravel()[1:]
    if float(np.abs(slow).max()) < _FLAT:
        return None
    # The first wave is the brightness of the whole, which editors change most: its bit says nothing, and stays 0.
    bits = np.concatenate(([False], slow > np.median(slow)))
    return int(np.packbits(bits).view(">i8")[0])


def distance(one: int, other: int) -> int:
    """How many bits of 64 two hashes differ by."""
    return ((one ^ other) & (2**64 - 1)).bit_count()


@lru_cache(maxsize=1)
def _cosines() -> npt.NDArray[np.float64]:
    """The matrix of the cosine transform, whose rows have the length of one."""
    import numpy as np

    places = np.arange(_SIDE)
    waves: npt.NDArray[np.float64] = np.cos(
        np.pi * (2 * places[None, :] + 1) * places[:, None] / (2 * _SIDE)
    ) * np.sqrt(2 / _SIDE)
    waves[0] /= np.sqrt(2)
    return waves


def _grey(content: bytes) -> npt.NDArray[np.float64]:
    """The picture in grey, 32 by 32: the first image of those that move, upright, on white where it is transparent."""
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), _whole_pictures_alone():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > LARGEST_PIXELS:
                    raise PictureRefused("picture-too-large", millions=LARGEST_PIXELS // 1_000_000)
                opened.draft("RGB", (8 * _SIDE, 8 * _SIDE))
                upright = ImageOps.exif_transpose(_on_white(opened)).convert("L")
                small = upright.resize((_SIDE, _SIDE), Image.Resampling.BOX, reducing_gap=None)
    except Image.DecompressionBombError as problem:
        raise PictureRefused("picture-too-large", millions=LARGEST_PIXELS // 1_000_000) from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, TypeError) as problem:
        raise PictureRefused("picture-unreadable", why=type(problem).__name__) from problem
    return np.asarray(small, dtype=np.float64)


@contextmanager
def _whole_pictures_alone() -> Iterator[None]:
    """Refuses pictures cut short, which the library that writes our PDFs lets in for the whole process."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _on_white(opened: Image) -> Image:
    from PIL import Image

    if opened.mode not in ("RGBA", "LA", "PA") and "transparency" not in opened.info:
        opened.load()
        return opened
    above = opened.convert("RGBA")
    white = Image.new("RGBA", above.size, "white")
    white.alpha_composite(above)
    return white
