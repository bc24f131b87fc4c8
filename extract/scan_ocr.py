"""RapidOCR behind one door: where lines of text stand on a picture, and what their words are.

The models come with the package; nothing is fetched. The engine is loaded once a process, at the first picture.
"""

import functools
import re
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.scan_images import Picture

_FINEST_SIDE = 1280  # pixels of the longer side at which lines are looked for; words are read in full detail
_LARGEST_SIDE = 4000
_LEAST_SCORE = 0.6  # lines read with less trust are more likely ornaments and scribbles than words
_THREADS = 2
_ONE_AT_A_TIME = threading.Lock()
_SIGNS = {"口": "☐", "囗": "☐", "ロ": "☐", "凶": "▣", "区": "▣", "図": "▣", "回": "▣", "国": "▣", "因": "▣"}
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "•": "•", "·": "•", "、": ",", "。": "."})

_ZERO = re.compile(r"(?<![\w@.])0(?=(?:ct|[a-z]{3,})\b)")  # at the begin of a word of letters it is an O
_CAPITAL_I = re.compile(r"(?<=[A-Z][A-Z])l\b|(?<=\bD)l\b")  # behind capitals it is an I: DCI, DI
_FIRST_I = re.compile(r"(?<![\w.@+-])l(?=(?:an|yer|[bcdfghjkmnpqrstvwxz][a-z]{2,})\b)(?![\w.+-]*@)")  # Ian, Imran
_DOLLAR = re.compile(r"\$(?=[a-z]{2})")
_YES_NO = re.compile(r"\bY[Il|]N\b")
_MAIL = re.compile(r"\b([Ee]-?[Mm]a)[il1f|][lf1|]\b")  # e-mall, E-maif
_INITIAL = re.compile(r"(?<![\w.@])1(?=\.[a-z]{2,}@)")  # in front of a surname it is a letter
_ACCENTED = 0.75  # trust from which accents are believed

Quad = npt.NDArray[np.float32]  # four corners, from the top left clockwise as the text runs


@dataclass(frozen=True, kw_only=True)
class ReadWord:
    """A word and where it begins and ends along its line, in pixels."""

    text: str
    x0: float
    x1: float
    score: float = 1.0  # trust in its least sure letter, 0 to 1


@dataclass(frozen=True, kw_only=True)
class ReadLine:
    """One line of text: its words, its corners on the picture in pixels, and the trust in the reading, 0 to 1."""

    words: tuple[ReadWord, ...]
    quad: Quad
    score: float


def find_lines(pixels: Picture) -> list[Quad]:
    """Corners of the lines of text on a picture. Cheap on small pictures."""
    with _ONE_AT_A_TIME:
        found = _engine()(pixels, use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else [np.asarray(each, dtype=np.float32) for each in found.boxes]


def trust_in(crop: Picture) -> float:
    """How sure a picture of one line is to show readable words, weighted by their length: 0 for none."""
    with _ONE_AT_A_TIME:
        found = _engine()(crop, use_det=False, use_cls=False, use_rec=True, return_word_box=False)
    if not found.txts:
        return 0.0
    return float(found.scores[0]) * min(len(found.txts[0]), 40) / 40


def read_crop(crop: Picture) -> tuple[str, float]:
    """The text on a picture of one short line, and the trust in it: no text and 0 where there is none."""
    with _ONE_AT_A_TIME:
        found = _engine()(crop, use_det=False, use_cls=False, use_rec=True, return_word_box=False)
    return (_cleaned(found.txts[0]), float(found.scores[0])) if found.txts else ("", 0.0)


def read_lines(pixels: Picture) -> list[ReadLine]:
    """The lines of text on an upright picture with their words. Unsure lines are left out."""
    with _ONE_AT_A_TIME:
        found = _engine()(pixels, use_det=True, use_cls=False, use_rec=True, return_word_box=True)
    if found.boxes is None or found.txts is None:
        return []
    lines = [_line(*each) for each in zip(found.boxes, found.txts, found.scores, _words(found), strict=True)]
    return [each for each in lines if each.words and each.score >= _LEAST_SCORE]


def _words(found: Any) -> list[Any]:
    """Words with their boxes; None for a line whose words were not placed."""
    results = list(found.word_results or ())
    if len(results) != len(found.txts):
        return [None] * len(found.txts)
    return [each if each and all(len(one) == 3 and one[2] is not None for one in each) else None for each in results]


def _line(box: Any, text: str, score: float, placed: Any) -> ReadLine:
    quad = np.asarray(box, dtype=np.float32)
    words = _spread(text, quad, float(score)) if placed is None else _as_in_text(_placed(placed), text)
    return ReadLine(words=tuple(_likelier(each) for each in words if each.text), quad=quad, score=float(score))


def _likelier(word: ReadWord) -> ReadWord:
    """An unsure word without its accents: dust makes them."""
    if word.score >= _ACCENTED or word.text.isascii():
        return word
    plain = "".join(char for char in unicodedata.normalize("NFD", word.text) if not unicodedata.combining(char))
    return replace(word, text=unicodedata.normalize("NFC", plain))


def _placed(placed: Any) -> list[ReadWord]:
    found = []
    for text, score, corners in placed:
        xs = [float(corner[0]) for corner in corners]
        found.append(ReadWord(text=_cleaned(text), x0=min(xs), x1=max(xs), score=float(score)))
    return found


def _as_in_text(pieces: list[ReadWord], text: str) -> list[ReadWord]:
    """Words as the line's text parts them: their placing cuts some in two."""
    wanted = _cleaned(text).split()
    if "".join(each.text for each in pieces) != "".join(wanted):
        return pieces
    found: list[ReadWord] = []
    waiting = list(pieces)
    for word in wanted:
        parts: list[ReadWord] = []
        while waiting and len("".join(each.text for each in parts)) < len(word):
            parts.append(waiting.pop(0))
        if "".join(each.text for each in parts) != word:
            return pieces
        least = min(each.score for each in parts)
        found.append(ReadWord(text=word, x0=parts[0].x0, x1=parts[-1].x1, score=least))
    return found


def _spread(text: str, quad: Quad, score: float) -> list[ReadWord]:
    """Words shared out along a line by their number of letters."""
    x0, x1 = float(quad[:, 0].min()), float(quad[:, 0].max())
    step = (x1 - x0) / max(len(text), 1)
    found, position = [], 0
    for word in text.split(" "):
        if word:
            start, end = x0 + position * step, x0 + (position + len(word)) * step
            found.append(ReadWord(text=_cleaned(word), x0=start, x1=end, score=score))
        position += len(word) + 1
    return found


def _cleaned(text: str) -> str:
    """In Latin letters and usual signs: boxes read as ideographs become boxes, other ideographs are misreadings."""
    signed = "".join(_SIGNS.get(char, char) for char in text)
    plain = unicodedata.normalize("NFKC", signed).translate(_PLAIN)
    kept = "".join(char for char in plain if not _is_foreign(char)).strip()
    kept = _FIRST_I.sub("I", _INITIAL.sub("l", kept))
    kept = _MAIL.sub(lambda found: found[1] + "il", kept)
    return _YES_NO.sub("Y/N", _DOLLAR.sub("S", _CAPITAL_I.sub("I", _ZERO.sub("O", kept))))


def _is_foreign(char: str) -> bool:
    return "\u2e80" <= char <= "\ud7ff" or "\uf900" <= char <= "\ufaff" or ord(char) > 0x1FFFF


@functools.cache
def _engine() -> Any:
    import rapidocr  # takes a second; most documents need no OCR
    from omegaconf import flag_override

    models = Path(rapidocr.__file__).parent / "models"
    engine = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": _LARGEST_SIDE,
            "Det.limit_type": "max",
            "Det.limit_side_len": _FINEST_SIDE,
        }
    )
    with flag_override(engine.cfg, "allow_objects", True):  # their interface
        engine.cfg.Det.session = _session(models / "PP-OCRv6_det_small.onnx")
        engine.cfg.Rec.session = _session(models / "PP-OCRv6_rec_small.onnx")
    placing = engine.cal_rec_boxes
    placing.cal_ocr_word_box = _with_least_scores(placing.cal_ocr_word_box)  # type: ignore[method-assign]
    return engine


def _with_least_scores(place_words: Callable[..., Any]) -> Callable[..., Any]:
    """Placing of words that gives with each the trust in its least sure letter.

    The engine pairs its words with the scores of as many letters from the begin of the line instead.
    """

    def placed(text: str, quad: Any, about: Any, single: bool = False) -> Any:
        words, boxes, _ = place_words(text, quad, about, single)
        scores = [score for letter, score in zip(text, about.confs, strict=False) if not letter.isspace()]
        ends = list(accumulate(len(each) for each in words))
        return words, boxes, [min(scores[a:b], default=0.0) for a, b in pairwise([0, *ends])]

    return placed


def _session(model: Path) -> Any:
    """A model of the package, so that none is looked for elsewhere. Threads that wait spend no processor time."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
