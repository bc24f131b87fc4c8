"""Whether a page picture shows nothing at all, so that no time is spent on recognising it. Reads no text."""

import cv2
import numpy as np

from extract.scan_images import PagePicture
from extract.scan_ink import page_ink

_MARGIN = 0.03  # share of the page's sides in which the edges of paper and scanner show
_LETTER = (3.0, 0.7)  # points of height and width: smaller specks are dust
_LARGEST = 0.9  # share of the page's sides: what is larger is its edge or a shadow
_FEWEST = 3  # pieces of ink on a page that shows something


def is_blank(page: PagePicture) -> bool:
    """Whether fewer pieces of ink stand on it than a short word has letters."""
    ink = page_ink(page)
    height, width = ink.shape
    down, across = round(_MARGIN * height), round(_MARGIN * width)
    inner = np.ascontiguousarray(ink[down : height - down, across : width - across])
    _, _, stats, _ = cv2.connectedComponentsWithStats(inner, connectivity=8)
    high, wide = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    large = (high >= _LETTER[0] * page.scale) & (wide >= _LETTER[1] * page.scale)
    pieces = large & (high < _LARGEST * height) & (wide < _LARGEST * width)
    return int(np.count_nonzero(pieces)) < _FEWEST
