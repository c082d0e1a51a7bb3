import re
import textwrap

from palabre.words.messages import MESSAGES
from tools.check_messages import faults


def told(tmp_path, code: str, **messages: str) -> list[str]:
    folder = tmp_path / "src" / "palabre"
    folder.mkdir(parents=True)
    (folder / "errors.py").write_text("class PalabreError(Exception): ...\nclass StoreError(PalabreError): ...\n")
    (folder / "lake.py").write_text(textwrap.dedent(code))
    return faults(tmp_path, {name.replace("_", "-"): sentence for name, sentence in messages.items()})


def test_every_error_has_its_sentence() -> None:
    assert faults() == []


def test_a_sentence_that_counts_is_right_of_one_too() -> None:
    counts = re.compile(r"\{(count|files|rows|commits|jobs)\} [a-z]")

    assert [name for name, sentence in MESSAGES.items() if counts.search(sentence)] == []


def test_an_error_without_a_sentence_is_found(tmp_path) -> None:
    assert told(tmp_path, "raise StoreError('lake-torn', path=1)") == [
        "src/palabre/lake.py:1: 'lake-torn' has no sentence in palabre/words/messages"
    ]


def test_a_field_that_nobody_gives_is_found(tmp_path) -> None:
    code = "class LakeTorn(StoreError):\n    def __init__(self):\n        super().__init__('lake-torn', path=1)\n"

    assert told(tmp_path, code, lake_torn="{path} was torn by {whom}.") == [
        "src/palabre/lake.py:3: 'lake-torn' needs whom"
    ]


def test_a_sentence_that_nothing_says_is_found(tmp_path) -> None:
    assert told(tmp_path, "x = 1", lake_torn="Torn.") == ["'lake-torn' has a sentence and nothing says it"]


def test_an_error_with_all_its_fields_is_in_order(tmp_path) -> None:
    assert not told(tmp_path, "raise errors.StoreError('lake-torn', path=1)", lake_torn="{path} was torn.")
