"""Sites of real logs: one whose links all lead somewhere, and two with links that do not.

`python -m tests.corpora.sites` builds all of them.
"""

from __future__ import annotations

import pytest

from tests.corpora.measure import CORPORA
from tests.corpora.sites import built

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside this checkout"),
]


@pytest.mark.parametrize(
    ("repository", "code"),
    [("thomvaill+log4brains", 0), ("pod-os+PodOS", 1), ("alphagov+content-publisher", 1)],
)
def test_a_strict_site_has_every_record_and_tells_and_marks_what_leads_nowhere(
    repository: str, code: int
) -> None:
    site = built(repository)
    assert site.faults == []
    assert site.code == code
