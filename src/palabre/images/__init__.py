"""Likeness of visuals: what tells that two pictures show the same thing, whatever their size and their quality."""

from palabre.images.likeness import (
    FAR,
    LARGEST_PIXELS,
    can_compare,
    distance,
    need_pictures,
    perceptual_hash,
)

__all__ = ["FAR", "LARGEST_PIXELS", "can_compare", "distance", "need_pictures", "perceptual_hash"]
