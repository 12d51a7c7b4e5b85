"""Characters that a person does not see and a machine reads."""

from __future__ import annotations

import re

# Zero-width characters and joiners, direction marks and isolates, invisible operators,
# fillers, interlinear marks, byte-order marks, tag characters and the selectors in which
# whole texts were hidden; controls, which a terminal obeys; halves of surrogate pairs,
# which no server could be sent. The usual white space and emoji stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def without_unseen(text: str) -> tuple[str, int]:
    """Take the characters out that a person does not see; also tells how many there were."""
    return _UNSEEN.subn("", text)
