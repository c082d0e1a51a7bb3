"""The language of each post: py3langid's model, restricted to the languages that are looked for, run at speed.

Before a text is read, links, callouts, `RT`, emoji and the sign of tags are taken away, since they say nothing of its
language; a text mostly in capitals is put in small letters.

>>> languages_of(pa.array(["Qui a goûté le nouveau fromage ?"]), None, languages_looked_for(("fr", "en"))).to_pylist()
['fr']
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from palabre.text.kept import keep, kept

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

UNDETERMINED = "und"
# Those most used on public networks among those the model tells well; the workspace's own come on top.
WIDELY_USED = ("ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pt", "ru", "sv", "tr", "vi", "zh")
# How likely a language must be, of those looked for: when nobody said anything, and against what a network said.
LIKELY, CLEAR = 0.2, 0.5
READ_BYTES = 2048
ALIGNED = 64
# What a network calls a language, where others call it otherwise.
RENAMED = {"in": "id", "iw": "he", "ji": "yi", "fil": "tl", "nb": "no", "mo": "ro", "cmn": "zh", "arb": "ar"}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.DOTALL)
# Undetermined, several, none, uncoded, artificial, and those that anyone may give a meaning of his own.
_NO_LANGUAGE = re.compile(r"und|mul|zxx|mis|art|q[a-t][a-z]")
_EMOJI = frozenset({"So", "Cn", "Co"})
# The marks that make an emoji of what stands before them, and those that only say which way a text runs.
_UNREAD = ((0x1F3FB, 0x1F3FF), (0xFE00, 0xFE0F), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF))
_MARKS = re.compile(
    r"""(?<![A-Za-z0-9_])(?:
        (?:[hH][tT]{2}[pP][sS]?://|[wW]{3}\.|pic\.twitter\.com/)[!\#$%&()*+,\-./0-9:;=?@A-Z\[\]_a-z~]*
        |[hH][tT]{2}[pP][sS]?(?![A-Za-z0-9_])
        |@[A-Za-z0-9_.@-]*
        |RT(?![A-Za-z0-9_])
    )|[\#_]""",
    re.VERBOSE,
)


def languages_looked_for(own: Iterable[str]) -> tuple[str, ...]:
    """The languages a post may be found to be in: a workspace's own, then the most used."""
    return tuple(dict.fromkeys((*own, *WIDELY_USED)))


def unknown_languages(languages: Iterable[str]) -> tuple[str, ...]:
    """Those of some languages that no text can be found to be in: the model does not know their codes."""
    doubtful = [language for language in languages if language not in WIDELY_USED]
    return tuple(language for language in doubtful if language not in whole_model().classes)


def main_subtag(declared: str | None) -> str | None:
    """The language that a network's tag names: `fr` for `fr-CA`; None when it names none, as `und` or `qme`."""
    found = _TAG.fullmatch((declared or "").strip().lower())
    if not found or _NO_LANGUAGE.fullmatch(found[1]):
        return None
    return RENAMED.get(found[1], found[1])


def readable(text: str) -> str:
    """What is read of a text: this is the slow, obvious reading that the kernel is checked against."""
    text = text.encode()[:READ_BYTES].decode(errors="ignore")
    letters = ("".join(" " if _is_unread(letter) else letter for letter in _MARKS.sub(" ", text))).split()
    read = " ".join(letters)
    capitals = sum(letter.isupper() for letter in read) - sum(letter.islower() for letter in read)
    return read.lower() if capitals > 0 else read


def _is_unread(letter: str) -> bool:
    if letter.isascii():
        return False
    point = ord(letter)
    is_mark = point >= 0xE0000 or any(first <= point <= last for first, last in _UNREAD)
    return is_mark or (point < 0x20000 and unicodedata.category(letter) in _EMOJI)


def languages_of(
    texts: pa.Array | pa.ChunkedArray, declared: pa.Array | pa.ChunkedArray | None, allowed: Sequence[str]
) -> pa.Array:
    """The main subtag of each text's language, or `und`. `declared` is what the networks said of each, if anything.

    A post may be in one of the `allowed` languages, or in the one its network says. Found clearly, a language wins;
    else what the network says stands; when it says nothing, a language that is likely enough is taken.
    """
    import numpy as np
    import pyarrow as pa

    codes, tags = _declared(declared, len(texts))
    model = restricted_to(tuple(allowed))
    columns = np.array([*(model.columns.get(tag or "", -1) for tag in tags), -1], np.int32)
    best, chances = identified(texts, np.ascontiguousarray(columns[codes]), model)
    names = (*model.names, UNDETERMINED)
    said = np.array([len(names) + n if tag else -1 for n, tag in enumerate(tags)] + [-1], np.int32)[codes]
    has_tag = said >= 0
    found = np.where(chances >= np.where(has_tag, CLEAR, LIKELY), best, np.where(has_tag, said, len(names) - 1))
    return pa.DictionaryArray.from_arrays(
        pa.array(found, pa.int32()), pa.array([*names, *(tag or UNDETERMINED for tag in tags)], pa.string())
    ).dictionary_decode()


def _declared(declared: pa.Array | pa.ChunkedArray | None, rows: int) -> tuple[npt.NDArray[np.int64], list[str | None]]:
    """For each row the number of its tag, -1 without one, and what each tag names."""
    import numpy as np
    import pyarrow as pa

    if declared is None or pa.types.is_null(declared.type):
        return np.full(rows, -1), []
    whole = pa.concat_arrays(declared.chunks) if isinstance(declared, pa.ChunkedArray) else declared
    among = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    codes = among.indices.cast(pa.int64()).fill_null(-1).to_numpy(zero_copy_only=False)
    return codes, [main_subtag(tag) for tag in among.dictionary.to_pylist()]


class Model(NamedTuple):
    """The model, with the languages that are always looked for apart.

    `names` has a name for each number that the kernel answers with; `columns` the number of each language among all,
    for those that a row may add.
    """

    names: tuple[str, ...]
    columns: dict[str, int]
    near: npt.NDArray[np.float32]
    near_priors: npt.NDArray[np.float32]
    owners: npt.NDArray[np.int32]
    whole: Whole


class Whole(NamedTuple):
    """The model as it is kept, for every language it knows."""

    classes: tuple[str, ...]
    far: npt.NDArray[np.uint16]
    priors: npt.NDArray[np.float32]
    others: npt.NDArray[np.int32]
    moves: npt.NDArray[np.uint32]
    states: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.uint32]
    halves: npt.NDArray[np.float32]
    logs: npt.NDArray[np.float32]


def identified(
    texts: pa.Array | pa.ChunkedArray, added: npt.NDArray[np.int32], model: Model
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """For each text the number of its likeliest language, -1 with nothing to go by, and how likely it is.

    `added` is the column of one more language that each row may be in, -1 for none.
    """
    import numpy as np
    import pyarrow as pa

    from palabre.text import _kernel
    from palabre.text.strings import strings_of

    identify: Callable[..., None] = _kernel.identify
    whole, rows = model.whole, len(texts)
    best, chances = np.empty(rows, np.int32), np.empty(rows, np.float32)
    asked: tuple[Any, ...] = (
        *(whole.kinds, whole.moves, whole.states, model.near, model.near_priors, model.owners),
        *(whole.far, whole.priors, whole.others, whole.halves, whole.logs),
        *_work_for(model),
    )
    start = 0
    for chunk in texts.chunks if isinstance(texts, pa.ChunkedArray) else (texts,):
        letters, places = strings_of(chunk)
        part = slice(start, start + len(chunk))
        identify(letters, places, added[part], *asked, best[part], chances[part])
        start += len(chunk)
    return best, chances


def _work_for(model: Model) -> tuple[npt.NDArray[Any], ...]:
    """What one call scribbles on."""
    import numpy as np

    from palabre.text import _kernel

    return (
        np.zeros(_kernel.READ, np.uint8),
        np.zeros(_kernel.ROOM, np.uint8),
        np.zeros(len(model.near), np.int32),
        np.zeros((2, _kernel.ROOM), np.int32),
        np.zeros(model.near.shape[1] + 2, np.float32),
    )


@lru_cache(maxsize=8)
def restricted_to(languages: tuple[str, ...]) -> Model:
    """The model, looking for these languages; those it does not know are left out."""
    import numpy as np

    whole = whole_model()
    wanted = [column for column, name in enumerate(whole.classes) if name in languages]
    firsts: dict[str, int] = {}
    owners = [firsts.setdefault(whole.classes[column], n) for n, column in enumerate(wanted)]
    return Model(
        names=(*(whole.classes[column] for column in wanted), *whole.classes),
        columns={name: whole.classes.index(name) for name in whole.classes if name not in firsts},
        near=np.ascontiguousarray(whole.halves[whole.far[:, wanted]]),
        near_priors=np.ascontiguousarray(whole.priors[wanted]),
        owners=np.array(owners, np.int32),
        whole=whole,
    )


@cache
def whole_model() -> Whole:
    """The model of the installed library: unpacked, it is kept in the user's cache folder for the next process."""
    import numpy as np

    from palabre.text import _kernel

    name = f"language-{_model_name()}"
    if (found := kept(name)) is not None:
        arrays = _unpacked(found)
    else:
        arrays = _library_model()
        keep(name, _packed(arrays))
    return Whole(
        classes=tuple(arrays.pop("classes").tobytes().decode().split()),
        halves=np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32),
        logs=np.log1p(np.arange(_kernel.ROOM + 1, dtype=np.float32)),
        **arrays,
    )


def _model_name() -> str:
    """What the kept model depends on: the library, how we read it, this Python and its Unicode."""
    from importlib.metadata import version

    from palabre.text import _kernel

    sources = [Path(one).read_bytes() for one in (__file__, str(_kernel.__file__))]
    digest = hashlib.blake2b(b"".join(sources), digest_size=8).hexdigest()
    return f"{digest}-{version('py3langid')}-{unicodedata.unidata_version}-{sys.implementation.cache_tag}"


def _packed(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Arrays one behind the other, each where the processor likes it, behind a line that says what they are."""
    said = [[name, array.dtype.str, list(array.shape)] for name, array in arrays.items()]
    parts = [json.dumps(said).encode() + b"\n", *(array.tobytes() for array in arrays.values())]
    return b"".join(part + b" " * (-len(part) % ALIGNED) for part in parts)


def _unpacked(content: memoryview) -> dict[str, npt.NDArray[Any]]:
    import numpy as np

    head = bytes(content[:4096]).partition(b"\n")[0] + b"\n"
    at, arrays = len(head) + -len(head) % ALIGNED, {}
    for name, kind, shape in json.loads(head):
        size = math.prod(shape)
        # Copied, large arrays lie in large pages of memory: the walk is a fifth quicker.
        arrays[name] = np.frombuffer(content, kind, size, at).reshape(shape).copy()
        at += arrays[name].nbytes + -arrays[name].nbytes % ALIGNED
    return arrays


def _library_model() -> dict[str, npt.NDArray[Any]]:
    """The arrays of the library's model, as the kernel reads them."""
    import numpy as np
    from py3langid.langid import MODEL_DIR, MODEL_FILE
    from py3langid.modelio import load_model

    weights, priors, classes, moves, rows, features = load_model(MODEL_DIR / MODEL_FILE)
    seconds = [
        next((n for n in range(at + 1, len(classes)) if classes[n] == classes[at]), -1) for at in range(len(classes))
    ]
    return dict(
        classes=np.frombuffer(" ".join(classes).encode(), np.uint8),
        far=np.ascontiguousarray(weights).view(np.uint16),
        priors=np.array(priors, np.float32),
        others=np.array(seconds, np.int32),
        moves=np.frombuffer(moves, f"u{moves.itemsize}").astype(np.uint32, copy=False),
        states=np.column_stack([np.frombuffer(rows, f"u{rows.itemsize}"), features]).astype(np.int32),
        kinds=kinds_of_letters(),
    )


def kinds_of_letters() -> npt.NDArray[np.uint32]:
    """What each code point is to the kernel."""
    import numpy as np

    from palabre.text import _kernel as marks

    kinds = np.arange(marks.KNOWN, dtype=np.uint32)
    for point in range(marks.KNOWN):
        letter = chr(point)
        small = letter.lower()
        if len(small) == 1:
            kinds[point] = ord(small)
        if letter.isspace() or letter in "#_" or _is_unread(letter):
            kinds[point] |= marks.BLANK
        elif letter.isupper() or letter.islower():
            kinds[point] |= marks.IS_UPPER if letter.isupper() else marks.IS_LOWER
    for point in range(128):
        letter = chr(point)
        is_word = letter.isalnum() or letter == "_"
        kinds[point] |= marks.OF_WORD * is_word | marks.OF_HANDLE * (is_word or letter in ".@-")
        kinds[point] |= marks.OF_LINK * (0x21 <= point <= 0x7E and letter not in "<>\"'`{}|\\^")
        kinds[point] |= marks.BEGINS * (letter in "hHwWpR@")
    return kinds
