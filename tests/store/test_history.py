from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adr_tool.errors import HistoryError
from adr_tool.store.git_command import git_available
from adr_tool.store.history import History, init_repository, open_history
from adr_tool.store.writing import read_text

Git = Callable[..., str]
ODD_NAMES = [
    "a*b.md",
    "[x].md",
    ":(top)c.md",
    "!d.md",
    "-e.md",
    "--force",
    "mit Leerzeichen.md",
    "größe-决定.md",
    "quo\"te's.md",
    "tab\there.md",
    "new\nline.md",
    "\\back.md",
]


@pytest.fixture
def history(project: Path) -> History:
    return opened(project)


@pytest.fixture
def begun(history: History) -> History:
    """A project with one commit."""
    history.commit([written(history, "adr/0001-first.md")], "Add ADR-0001")
    return history


def opened(path: Path) -> History:
    found = open_history(path)
    assert found is not None
    return found


def written(history: History, name: str, text: str = "text\n") -> Path:
    path = history.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def hook(history: History, name: str, script: str) -> None:
    path = history.git_dir / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def committed(history: History, git: Git) -> list[str]:
    names = git(history.root, "show", "-z", "--name-status", "--no-renames", "--format=")
    words = names.split("\0")[:-1]
    return sorted(f"{act} {name}" for act, name in zip(words[::2], words[1::2], strict=True))


def status(history: History, git: Git) -> list[str]:
    return git(history.root, "status", "--porcelain", "-z", "-uall").split("\0")[:-1]


# Finding the repository


def test_outside_of_a_repository_there_is_no_history(tmp_path: Path) -> None:
    assert open_history(tmp_path) is None
    assert git_available()


def test_without_git_there_is_no_history_and_one_can_tell_why(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = opened(project)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert open_history(project) is None
    assert not git_available()
    with pytest.raises(HistoryError, match="not installed"):
        history.head()


def test_the_module_can_be_imported_where_git_is_missing(tmp_path: Path) -> None:
    script = "from adr_tool.store.git_command import git_available as g; print(g())"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("False\n", "")


def test_a_repository_is_found_from_a_subfolder_and_before_a_folder_exists(project: Path) -> None:
    (project / "docs").mkdir()
    for start in (project, project / "docs", project / "docs" / "adr" / "later"):
        history = opened(start)
        assert (history.root, history.git_dir) == (project.resolve(), (project / ".git").resolve())


def test_a_repository_is_found_through_a_link(project: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(project)
    history = opened(tmp_path / "link")
    path = written(history, "a.md")
    history.commit([tmp_path / "link" / "a.md"], "a")
    assert history.show("HEAD", path) == "text\n"


def test_an_unborn_branch_has_a_name_and_no_head(history: History) -> None:
    assert (history.branch(), history.head()) == ("main", None)
    history.require_ready()


def test_a_bare_repository_is_refused(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--bare", "--quiet", "bare.git")
    with pytest.raises(HistoryError, match="bare repository, no work tree"):
        open_history(tmp_path / "bare.git")


def test_the_inside_of_dot_git_is_refused(project: Path) -> None:
    with pytest.raises(HistoryError, match="must be run in a work tree"):
        open_history(project / ".git")


def test_a_repository_of_another_user_is_refused_with_git_s_own_hint(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(HistoryError, match="does not trust") as caught:
        open_history(project)
    assert "git config --global --add safe.directory" in (caught.value.hint or "")
    assert str(project) in (caught.value.hint or "")


def test_a_broken_link_to_a_repository_is_no_absence(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: gone\n")
    with pytest.raises(HistoryError, match="gone"):
        open_history(tmp_path)


def test_a_linked_work_tree_has_its_own_branch_and_the_common_lock_place(
    begun: History, tmp_path: Path, git: Git
) -> None:
    git(begun.root, "worktree", "add", "--quiet", "-b", "feature/x", str(tmp_path / "other"))
    other = opened(tmp_path / "other")
    assert (other.branch(), other.git_dir) == ("feature/x", begun.git_dir)
    other.require_ready()
    before = begun.head()
    assert other.commit([written(other, "adr/0002-b.md")], "b") == other.head() != before
    assert begun.head() == before


def test_a_rebase_in_one_work_tree_does_not_stop_another(
    begun: History, tmp_path: Path, git: Git
) -> None:
    git(begun.root, "worktree", "add", "--quiet", "-b", "calm", str(tmp_path / "other"))
    diverged(begun, git)
    with pytest.raises(subprocess.CalledProcessError):
        git(begun.root, "rebase", "theirs")
    opened(tmp_path / "other").require_ready()
    with pytest.raises(HistoryError, match="rebase"):
        begun.require_ready()


def test_a_submodule_is_a_history_of_its_own(begun: History, tmp_path: Path, git: Git) -> None:
    outer = init_repository(tmp_path / "outer")
    allow = ("-c", "protocol.file.allow=always")
    git(outer.root, *allow, "submodule", "--quiet", "add", str(begun.root), "inner")
    inner = opened(outer.root / "inner" / "adr")
    assert inner.root == outer.root / "inner"
    inner.commit([written(inner, "adr/0002-b.md")], "b")
    assert outer.head() is None


def test_a_repository_can_be_made(tmp_path: Path) -> None:
    history = init_repository(tmp_path / "-new" / "one")
    assert (history.root, history.branch()) == (tmp_path.resolve() / "-new" / "one", "main")
    (tmp_path / "file").write_text("")
    with pytest.raises(HistoryError, match="git init failed"):
        init_repository(tmp_path / "file" / "below")


# Being ready


def test_a_detached_head_is_refused(begun: History, git: Git) -> None:
    git(begun.root, "switch", "--quiet", "--detach")
    assert begun.branch() is None
    with pytest.raises(HistoryError, match="detached") as caught:
        begun.require_ready()
    assert "git switch -c NAME" in (caught.value.hint or "")
    assert "--no-commit" in (caught.value.hint or "")


def diverged(history: History, git: Git) -> None:
    path = history.root / "adr/0001-first.md"
    git(history.root, "switch", "--quiet", "-c", "theirs")
    for text, branch in (("theirs\n", "main"), ("ours\n", "main")):
        path.write_text(text)
        history.commit([path], text)
        git(history.root, "switch", "--quiet", branch)


@pytest.mark.parametrize("act", ["merge", "rebase", "cherry-pick", "revert"])
@pytest.mark.parametrize("resolved", [False, True])
def test_what_is_unfinished_must_be_finished_first(
    begun: History, git: Git, act: str, *, resolved: bool
) -> None:
    diverged(begun, git)
    target = "theirs"
    if act == "revert":
        git(begun.root, "merge", "--quiet", "-s", "ours", "theirs")
        target = "theirs"
    with pytest.raises(subprocess.CalledProcessError):
        git(begun.root, act, target)
    if resolved:
        written(begun, "adr/0001-first.md", "both\n")
        git(begun.root, "add", "-A")
    with pytest.raises(HistoryError, match=f"A {act} is in progress") as caught:
        begun.require_ready()
    assert f"git {act} --abort" in (caught.value.hint or "")


def test_conflicts_of_a_stash_must_be_resolved_first(begun: History, git: Git) -> None:
    path = written(begun, "adr/0001-first.md", "mine\n")
    git(begun.root, "stash", "--quiet")
    path.write_text("other\n")
    begun.commit([path], "other")
    with pytest.raises(subprocess.CalledProcessError):
        git(begun.root, "stash", "pop")
    with pytest.raises(HistoryError, match=r"not resolved .*adr/0001-first\.md"):
        begun.require_ready()


@pytest.mark.parametrize("roles", [("AUTHOR", "COMMITTER"), ("AUTHOR",), ("COMMITTER",)])
def test_nobody_commits_nothing(
    history: History, isolated_git: Path, monkeypatch: pytest.MonkeyPatch, roles: tuple[str, ...]
) -> None:
    isolated_git.write_text("[user]\nuseConfigOnly = true\n")
    for role in {"AUTHOR", "COMMITTER"} - set(roles):
        monkeypatch.setenv(f"GIT_{role}_NAME", "N")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "n@example.org")
    for ask in (history.require_ready, history.identity, history.user_name):
        with pytest.raises(HistoryError, match="who you are") as caught:
            ask()
        assert "git config --global user.name" in (caught.value.hint or "")
        assert "git config --global user.email" in (caught.value.hint or "")


def test_the_identity_is_git_s(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (history.identity(), history.user_name()) == ("Ana Ruiz <ana@example.org>", "Ana Ruiz")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Jörg 2 +1")
    assert history.identity() == "Jörg 2 +1 <ana@example.org>"
    assert history.user_name() == "Jörg 2 +1"


# Committing


def test_only_the_named_files_are_committed(begun: History, git: Git) -> None:
    first = begun.root / "adr/0001-first.md"
    gone = written(begun, "adr/gone.md")
    begun.commit([gone], "gone")
    for name in ("staged.md", "adr/0003-staged.md"):
        written(begun, name)
        git(begun.root, "add", name)
    written(begun, "staged.md", "and changed again\n")
    written(begun, "adr/0004-untracked.md")
    first.write_text("changed\n")
    gone.unlink()
    staged = git(begun.root, "ls-files", "--stage", "staged.md", "adr/0003-staged.md")
    new = written(begun, "adr/0002-new.md")
    head = begun.commit([first, new, gone], "Accept ADR-0001\n\nBecause.\n")
    assert head == git(begun.root, "rev-parse", "HEAD").strip()
    assert committed(begun, git) == [
        "A adr/0002-new.md",
        "D adr/gone.md",
        "M adr/0001-first.md",
    ]
    assert git(begun.root, "ls-files", "--stage", "staged.md", "adr/0003-staged.md") == staged
    assert status(begun, git) == [
        "A  adr/0003-staged.md",
        "AM staged.md",
        "?? adr/0004-untracked.md",
    ]


def test_the_first_commit_leaves_other_staged_files_alone(history: History, git: Git) -> None:
    written(history, "staged.md")
    git(history.root, "add", "staged.md")
    history.commit([written(history, "adr/0001-a.md")], "a")
    assert committed(history, git) == ["A adr/0001-a.md"]
    assert status(history, git) == ["A  staged.md"]


def test_a_staged_and_then_changed_file_is_committed_as_it_is_now(begun: History, git: Git) -> None:
    path = written(begun, "adr/0001-first.md", "staged\n")
    git(begun.root, "add", "-A")
    path.write_text("now\n")
    begun.commit([path], "now")
    assert begun.show("HEAD", path) == "now\n"
    assert status(begun, git) == []


@pytest.mark.parametrize("intent", [True, False])
def test_a_file_that_was_only_announced_is_committed(
    begun: History, git: Git, *, intent: bool
) -> None:
    path = written(begun, "adr/0002.md")
    git(begun.root, "add", *(["--intent-to-add"] if intent else []), "adr/0002.md")
    begun.commit([path], "b")
    assert committed(begun, git) == ["A adr/0002.md"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_a_name_and_no_pattern(history: History, git: Git, name: str) -> None:
    neighbours = ["axb.md", "x.md", "c.md", "d.md", "e.md"]
    paths = [written(history, f"adr/{other}") for other in neighbours]
    path = written(history, name)
    for other in neighbours:
        written(history, other)
    history.commit([path], "first")
    assert committed(history, git) == [f"A {name}"]
    history.commit(paths, "neighbours")
    path.write_text("changed\n")
    history.commit([Path(name)], "second")
    assert committed(history, git) == [f"M {name}"]
    assert history.show("HEAD", path) == "changed\n"
    assert (history.root / name) in history.dates([history.root])
    path.unlink()
    history.commit([path], "third")
    assert committed(history, git) == [f"D {name}"]
    assert status(history, git) == sorted(f"?? {other}" for other in neighbours)


@pytest.mark.parametrize(
    "message", ["--amend", "-F/etc/passwd", "#7: a title\n\n# not a comment", "Größe — 决定"]
)
def test_a_message_is_taken_as_it_is(
    begun: History, git: Git, isolated_git: Path, message: str
) -> None:
    git(begun.root, "config", "--file", str(isolated_git), "commit.cleanup", "strip")
    before = begun.head()
    begun.commit([written(begun, "b.md")], message)
    raw = subprocess.check_output(["git", "-C", begun.root, "log", "-1", "--format=%P%n%B"])
    assert os.fsdecode(raw).strip() == f"{before}\n{message}"


def test_nothing_to_commit_is_no_commit(begun: History, git: Git) -> None:
    path = begun.root / "adr/0001-first.md"
    head = begun.head()
    os.utime(path, (1, 1))
    assert begun.commit([path], "again") == head
    path.write_text("staged\n")
    git(begun.root, "add", "-A")
    path.write_text("text\n")
    assert begun.commit([path], "changed and changed back") == head
    assert begun.commit([], "nothing") == head
    assert begun.commit([begun.root / "never-there.md"], "nothing") == head


def test_nothing_to_commit_before_the_first_commit_is_refused(history: History) -> None:
    with pytest.raises(HistoryError, match="nothing to commit"):
        history.commit([], "nothing")


def test_paths_outside_of_the_work_tree_are_refused(begun: History, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    (begun.root / "away").symlink_to(tmp_path)
    for path in (tmp_path / "a.md", begun.root / "away" / "a.md", Path("../a.md")):
        with pytest.raises(HistoryError, match="outside of the work tree"):
            begun.commit([path], "a")


def test_a_link_is_committed_with_what_it_points_to(begun: History, git: Git) -> None:
    (begun.root / "docs").mkdir()
    link = begun.root / "docs" / "first.md"
    link.symlink_to("../adr/0001-first.md")
    written(begun, "adr/0001-first.md", "changed\n")
    begun.commit([link], "link")
    assert committed(begun, git) == ["A docs/first.md", "M adr/0001-first.md"]


def test_an_ignored_file_is_refused_with_its_rule(begun: History, git: Git) -> None:
    written(begun, ".gitignore", "build\n*.tmp.md\n!keep.tmp.md\n")
    with pytest.raises(HistoryError, match=r"b\.tmp\.md is ignored .*\.gitignore:2:\*\.tmp\.md"):
        begun.commit([written(begun, "adr/b.tmp.md")], "b")
    with pytest.raises(HistoryError, match=r"\.gitignore:1:build"):
        begun.commit([written(begun, "build/adr/b.md")], "b")
    begun.commit([written(begun, "adr/keep.tmp.md")], "kept")
    assert committed(begun, git) == ["A adr/keep.tmp.md"]


def test_an_ignored_file_that_is_tracked_is_committed(begun: History, git: Git) -> None:
    written(begun, ".gitignore", "adr\n")
    begun.commit([written(begun, "adr/0001-first.md", "changed\n")], "changed")
    assert committed(begun, git) == ["M adr/0001-first.md"]


# Hooks and signing


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_fails_is_heard(begun: History, git: Git, name: str) -> None:
    head = begun.head()
    written(begun, "staged.md")
    git(begun.root, "add", "staged.md")
    hook(
        begun, name, r"printf '\033[31mNein: größer\033[0m\r\n\007on stdout\n50%%\r100%%\n'; exit 1"
    )
    first = written(begun, "adr/0001-first.md", "changed\n")
    new = written(begun, "adr/0002 new.md")
    with pytest.raises(HistoryError, match="written but not committed") as caught:
        begun.commit([first, new], "x")
    assert caught.value.message.endswith("git said:\n  Nein: größer\n  on stdout\n  50%\n  100%")
    assert begun.head() == head
    assert (first.read_text(), new.read_text()) == ("changed\n", "text\n")
    assert status(begun, git) == [
        " M adr/0001-first.md",
        "A  adr/0002 new.md",
        "A  staged.md",
    ]


def test_the_way_out_of_a_failed_commit_works(begun: History, git: Git) -> None:
    hook(begun, "pre-commit", "exit 1")
    paths = [written(begun, "adr/0001-first.md", "changed\n"), written(begun, "adr/0002 new.md")]
    inside = opened(begun.root / "adr")
    with pytest.raises(HistoryError, match="without a word") as caught:
        inside.commit(paths, "x")
    hint = caught.value.hint or ""
    retry, undo_new, undo_old = hint.split("`")[1::2]
    assert retry == "git commit -- 0001-first.md '0002 new.md'"
    for command in (undo_new, undo_old):
        subprocess.run(command, shell=True, cwd=inside.start, check=True)  # noqa: S602
    assert status(begun, git) == []
    assert not paths[1].exists()


def test_what_cannot_even_be_staged_is_told_in_the_same_way(history: History) -> None:
    (history.git_dir / "index.lock").write_text("")
    with pytest.raises(HistoryError, match=r"not committed(.|\n)*index\.lock") as caught:
        history.commit([written(history, "a.md")], "a")
    assert "`git add -- a.md && git commit -- a.md`" in (caught.value.hint or "")


def test_a_long_complaint_is_cut_to_its_end(begun: History) -> None:
    hook(begun, "pre-commit", "seq 5000; exit 1")
    with pytest.raises(HistoryError) as caught:
        begun.commit([written(begun, "b.md")], "b")
    lines = caught.value.message.splitlines()
    assert len(lines) < 40
    assert lines[-1] == "  5000"


def test_hooks_run_with_the_person_s_locale_and_patterns_that_work(
    begun: History, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    seen = tmp_path / "seen"
    hook(begun, "pre-commit", f'(echo "$LC_ALL"; git diff --cached --name-only "*.md") > {seen}')
    begun.commit([written(begun, "adr/0002.md")], "b")
    assert seen.read_text() == "C.UTF-8\nadr/0002.md\n"


@pytest.mark.parametrize("adds", [True, False])
def test_a_hook_may_change_the_file(begun: History, git: Git, *, adds: bool) -> None:
    written(begun, "staged.md")
    git(begun.root, "add", "staged.md")
    script = "echo formatted >> adr/0001-first.md; echo made > index.md"
    hook(begun, "pre-commit", script + ("; git add adr index.md" if adds else ""))
    path = written(begun, "adr/0001-first.md", "changed\n")
    begun.commit([path], "x")
    assert path.read_text() == "changed\nformatted\n"
    if adds:
        assert begun.show("HEAD", path) == "changed\nformatted\n"
        assert status(begun, git) == ["A  staged.md"]
    else:
        assert status(begun, git) == [" M adr/0001-first.md", "A  staged.md", "?? index.md"]


def test_a_commit_is_signed_when_the_person_signs(begun: History, git: Git, tmp_path: Path) -> None:
    gpg = tmp_path / "gpg"
    signature = "-----BEGIN PGP SIGNATURE-----\\nfake\\n-----END PGP SIGNATURE-----\\n"
    gpg.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncat > /dev/null\n'
        f"printf '\\n[GNUPG:] SIG_CREATED ' >&2\nprintf -- '{signature}'\n"
    )
    gpg.chmod(0o755)
    for key, value in {"commit.gpgSign": "true", "gpg.program": str(gpg)}.items():
        git(begun.root, "config", key, value)
    begun.commit([written(begun, "b.md")], "b")
    assert "ana@example.org" in (tmp_path / "asked").read_text()
    assert "gpgsig -----BEGIN PGP SIGNATURE-----" in git(begun.root, "cat-file", "-p", "HEAD")
    dates = begun.dates([begun.root])
    git(begun.root, "config", "log.showSignature", "true")
    assert begun.dates([begun.root]) == dates


def test_a_signature_that_fails_is_heard(begun: History, git: Git) -> None:
    git(begun.root, "config", "commit.gpgSign", "true")
    git(begun.root, "config", "gpg.program", "/bin/false")
    head = begun.head()
    with pytest.raises(HistoryError, match="failed to sign") as caught:
        begun.commit([written(begun, "b.md")], "b")
    assert "git commit -- b.md" in (caught.value.hint or "")
    assert begun.head() == head


# Reading


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ana:secret@git.example.org/a/b.git", "https://git.example.org/a/b.git"),
        ("https://token@git.example.org:8443/a/b?key=1", "https://git.example.org:8443/a/b"),
        ("ssh://git:secret@git.example.org/a/b", "ssh://git@git.example.org/a/b"),
        ("git@git.example.org:a/b.git", "git@git.example.org:a/b.git"),
        ("/srv/git/b.git", "/srv/git/b.git"),
        ("https://[broken/a", None),
    ],
)
def test_the_remote_is_told_without_secrets(
    history: History, git: Git, url: str, shown: str | None
) -> None:
    assert history.remote_url() is None
    git(history.root, "remote", "add", "origin", url)
    assert history.remote_url() == shown


def test_a_file_can_be_read_as_it_was(begun: History) -> None:
    content = b"\xef\xbb\xbfa\r\ncaf\xe9\n\n\n"
    path = begun.root / "adr/0001-first.md"
    path.write_bytes(content)
    begun.commit([path], "bytes")
    assert begun.show("HEAD", path) == read_text(path)
    assert begun.show("HEAD~1", Path("adr/0001-first.md")) == "text\n"


@pytest.mark.parametrize("rev", ["v9", "-p", "--since=2020", "", "HEAD:adr", "a\nb", "HEAD\0"])
def test_an_unknown_revision_is_told(begun: History, rev: str) -> None:
    with pytest.raises(HistoryError):
        begun.show(rev, Path("adr/0001-first.md"))


@pytest.mark.parametrize("name", ["adr/none.md", "adr"])
def test_what_was_no_file_then_is_told(begun: History, name: str) -> None:
    with pytest.raises(HistoryError, match="no file in HEAD"):
        begun.show("HEAD", Path(name))


def test_dates_come_from_one_look_at_the_history(
    begun: History, monkeypatch: pytest.MonkeyPatch, git: Git, tmp_path: Path
) -> None:
    git(begun.root, "config", "log.follow", "true")
    for day, name in (("01-05", "a b.md"), ("02-06", "ü.md"), ("03-07", "a b.md")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2026-{day}T23:30:00-08:00")
        paths = [written(begun, f"adr/{name}", day), written(begun, "other/x.md", day)]
        begun.commit(paths, day)
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", str(trace))
    dates = begun.dates([begun.root / "adr", begun.root / "none"])
    assert trace.read_text().count("built-in: git log") == 1
    assert dates.pop(begun.root / "adr/0001-first.md")
    assert dates == {
        begun.root / "adr/a b.md": ("2026-01-05", "2026-03-07"),
        begun.root / "adr/ü.md": ("2026-02-06", "2026-02-06"),
    }
    git(begun.root, "mv", "adr/ü.md", "adr/u.md")
    begun.commit([begun.root / "adr/ü.md", begun.root / "adr/u.md"], "renamed")
    assert begun.dates([begun.root / "adr/u.md"]).keys() == {begun.root / "adr/u.md"}
    assert begun.dates([]) == {}


def test_before_the_first_commit_there_are_no_dates(history: History) -> None:
    assert history.dates([history.root]) == {}


def test_git_is_understood_in_every_language(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de")
    assert open_history(tmp_path) is None
    assert opened(project).branch() == "main"
