from __future__ import annotations

import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
from base64 import b64encode
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote
from urllib.request import urlopen

import pytest

from adr_tool.domain.log import DecisionLog
from adr_tool.errors import SiteError
from adr_tool.site.builder import MARKER, build
from adr_tool.site.finishing import finishing
from adr_tool.site.pages import CopiedFile, Page, Site, SiteFacts, pages
from adr_tool.site.staging import stage

pytestmark = pytest.mark.integration


@pytest.fixture
def staged(tmp_path: Path, facts: SiteFacts) -> Path:
    """Stage a site without records."""
    stage(pages(DecisionLog(()), {}, facts), facts, tmp_path / "stage", root=tmp_path)
    return tmp_path / "stage"


def _page(built: Path, name: str) -> str:
    return next(built.glob(f"adr/{name}*/index.html")).read_text("utf-8")


def test_a_site_has_a_page_per_record_and_its_data(built: Path) -> None:
    assert len(list(built.glob("adr/*/index.html"))) == 9
    data = json.loads((built / "decisions.json").read_text("utf-8"))
    for record in data["records"]:
        assert (built / unquote(record["url"]) / "index.html").is_file()
    for hub in ("", "all", "timeline", "as-of", "start-here", "graph", "figures", "by/tag/orders"):
        assert (built / hub / "index.html").is_file()


def test_no_page_repeats_the_others_in_its_navigation(built: Path) -> None:
    page = _page(built, "0001")
    assert "0033-issue" not in page
    assert "fonts.googleapis" not in page


def test_a_record_reads_as_on_a_forge(built: Path) -> None:
    page = _page(built, "0007")
    assert "<li>twice in May</li>" in page
    assert "<td>three brokers</td>" in page
    assert 'src="../../files/docs/load.svg"' in page
    assert '<span class="adr-broken" title="target not found">sizing</span>' in page
    assert "<strong>one week</strong>" in page


def test_mermaid_is_loaded_only_where_a_diagram_is(built: Path) -> None:
    assert "mermaid.min.js" in _page(built, "0007")
    assert "mermaid.min.js" not in _page(built, "0005")
    assert (built / "assets/mermaid/LICENSE.txt").is_file()


def test_a_log_without_diagrams_carries_no_mermaid(staged: Path, tmp_path: Path) -> None:
    build(staged, tmp_path / "out")
    assert not (tmp_path / "out/assets/mermaid").exists()


def test_every_inline_script_has_its_hash_in_the_policy(built: Path) -> None:
    policies = set()
    for page in built.rglob("*.html"):
        text = page.read_text("utf-8")
        policies.add(re.search(r'Policy" content="([^"]+)"', text)[1])  # type: ignore[index]
        for words in re.findall(r"<script>(.+?)</script>", text, re.DOTALL):
            digest = b64encode(sha256(words.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in text
    assert len(policies) == 1
    policy = policies.pop()
    assert "unsafe-inline" not in policy.split("script-src")[1]
    assert policy in (built / "_headers").read_text("utf-8")


def test_an_earlier_site_is_replaced_whole(staged: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(staged, out)
    (out / "stale.html").write_text("", encoding="utf-8")
    build(staged, out)
    assert (out / MARKER).is_file()
    assert not (out / "stale.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "stage"]


def test_an_empty_folder_may_become_the_site(staged: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    build(staged, tmp_path / "out")
    assert (tmp_path / "out/index.html").is_file()


def test_a_folder_of_someone_else_is_never_replaced(staged: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.md").write_text("years of work", encoding="utf-8")
    with pytest.raises(SiteError, match="was not made by adr site") as caught:
        build(staged, out)
    assert caught.value.hint is not None
    assert (out / "thesis.md").read_text("utf-8") == "years of work"
    with pytest.raises(SiteError):
        build(staged, out / "thesis.md")


def test_a_failed_build_leaves_the_earlier_site_and_says_why(staged: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(staged, out)
    settings = staged / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nplugins: [no-such]\n", encoding="utf-8")
    with pytest.raises(SiteError, match="no-such"):
        build(staged, out)
    assert (out / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "stage"]


def test_a_build_is_silent(staged: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (staged / "docs/odd.md").write_text("[gone](gone.md)\n", encoding="utf-8")
    build(staged, tmp_path / "out")
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("mkdocs").propagate


def test_a_site_readable_by_the_web_server_is_written(staged: Path, tmp_path: Path) -> None:
    build(staged, tmp_path / "out")
    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o777 & ~umask


def test_a_drawing_with_a_script_is_left_out(tmp_path: Path, facts: SiteFacts) -> None:
    (tmp_path / "a.svg").write_text("<svg><script>x</script></svg>", encoding="utf-8")
    site = Site((Page("index.md", "# X\n"),), (), (CopiedFile("a.svg", "files/a.svg"),))
    stage(site, facts, tmp_path / "stage", root=tmp_path)
    assert "left out" in (tmp_path / "stage/docs/files/a.svg").read_text("utf-8")


def test_a_stage_holds_nothing_of_an_earlier_one(staged: Path, facts: SiteFacts) -> None:
    (staged / "docs/old.md").write_text("", encoding="utf-8")
    stage(Site((), (), ()), facts, staged, root=staged)
    assert not (staged / "docs/old.md").exists()


def test_a_stage_that_cannot_be_written_is_explained(tmp_path: Path, facts: SiteFacts) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SiteError, match="cannot be prepared"):
        stage(Site((), (), ()), facts, tmp_path / "file", root=tmp_path)


SERVE = """
import sys
from pathlib import Path
from adr_tool.domain.log import DecisionLog
from adr_tool.errors import SiteError
from adr_tool.site.builder import serve
from adr_tool.site.pages import SiteFacts, pages
from adr_tool.site.staging import stage

folder, port = Path(sys.argv[1]), int(sys.argv[2])
source = folder / "name.txt"

def make_stage():
    name = source.read_text("utf-8")
    if name == "bad":
        raise SiteError("a bad name")
    facts = SiteFacts(name, lambda path: False, lambda path: None, "today")
    stage(pages(DecisionLog(()), {}, facts), facts, folder / "stage", root=folder)
    return folder / "stage", lambda out: None

ready = lambda url: print(url, flush=True)
try:
    serve(make_stage, [source], host="127.0.0.1", port=port, ready=ready)
except SiteError as error:
    sys.exit(f"{error.message}")
except KeyboardInterrupt:
    sys.exit(0)
"""


def _serving(folder: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _wait_for(words: str, port: int) -> None:
    end = time.monotonic() + 60
    text = ""
    while words not in text:
        assert time.monotonic() < end, text
        time.sleep(0.1)
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/") as answer:
            text = answer.read().decode()


@pytest.fixture
def port() -> int:
    """Find a port that is free."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        number: int = found.getsockname()[1]
        return number


def test_a_served_site_follows_its_sources(tmp_path: Path, port: int) -> None:
    source = tmp_path / "name.txt"
    source.write_text("First name", encoding="utf-8")
    with _serving(tmp_path, port) as served:
        try:
            _wait_for("First name", port)
            source.write_text("bad", encoding="utf-8")
            assert served.stderr is not None
            assert served.stderr.readline() == "Error: a bad name\n"
            source.write_text("Second name", encoding="utf-8")
            _wait_for("Second name", port)
        finally:
            served.send_signal(signal.SIGINT)
            try:
                out, err = served.communicate(timeout=30)
            finally:
                served.kill()
    assert (out, err, served.returncode) == (f"http://127.0.0.1:{port}/\n", "", 0)


def test_a_port_that_is_taken_is_explained(tmp_path: Path, port: int) -> None:
    (tmp_path / "name.txt").write_text("Name", encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with _serving(tmp_path, port) as served:
            _, err = served.communicate(timeout=60)
    assert err == f"The site cannot be served on 127.0.0.1:{port}: Address already in use\n"


def test_a_page_too_few_or_too_many_fails_the_build(tmp_path: Path, facts: SiteFacts) -> None:
    site = pages(DecisionLog(()), {}, facts)
    stage(site, facts, tmp_path / "stage", root=tmp_path)
    (tmp_path / "stage/docs/stray.md").write_text("# Stray\n", encoding="utf-8")
    with pytest.raises(SiteError, match="has an unknown page, stray/"):
        build(tmp_path / "stage", tmp_path / "out", finishing(site, facts))
    (tmp_path / "stage/docs/stray.md").unlink()
    (tmp_path / "stage/docs/graph.md").unlink()
    with pytest.raises(SiteError, match="lacks graph/"):
        build(tmp_path / "stage", tmp_path / "out", finishing(site, facts))
    assert not (tmp_path / "out").exists()
