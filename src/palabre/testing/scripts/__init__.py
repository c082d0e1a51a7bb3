"""The texts of the story, by language: `MAIN` is the plot as its own valley tells it, `ABROAD` is told in both stories.

They are texts of a tale, not words of the product: nothing here is translated, each language has its own version.
"""

from palabre.testing.scripts import fire_en, fire_fr, life_en, life_fr, plot_en, plot_fr

MAIN = {"fr": plot_fr.SEASONS + fire_fr.FIRE, "en": plot_en.SEASONS + fire_en.FIRE}
ABROAD = {"fr": life_fr.LIFE, "en": life_en.LIFE}

__all__ = ["ABROAD", "MAIN"]
