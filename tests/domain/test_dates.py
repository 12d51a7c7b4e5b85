from __future__ import annotations

import pytest

from adr_tool.domain.dates import iso_date


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-05",
        "2024-3-5",
        "2024/03/05",
        "2024.03.05",
        "20240305",
        "5.3.2024",
        "05. 03. 2024",
        "5 March 2024",
        "5th of March 2024",
        "5-Mar-2024",
        "Mar 5, 2024",
        "March 5th 2024",
        "2024年3月5日",
        "2024-03-05T10:00:00Z",
        "2024-03-05 (initial), 2026-05-17 (revised)",
    ],
)
def test_a_date_is_read_in_every_form_that_is_certain(written: str) -> None:
    assert iso_date(written) == "2024-03-05"


@pytest.mark.parametrize(
    "written", ["", "soon", "03/05/2024", "2024-20-05", "2024-02-30", "31.02.2024", "1.2.3", "May"]
)
def test_a_date_that_is_not_certain_is_not_guessed(written: str) -> None:
    assert iso_date(written) is None
