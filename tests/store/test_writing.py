from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from adr_tool.errors import FolderError
from adr_tool.store.writing import create_text, locked, read_text, replace_text

BELL = "Grüße — 决定\n"


def in_folder(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def python(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stdin=subprocess.PIPE)


@pytest.mark.parametrize(
    "content",
    [
        b"a\r\nb\nc\rd",
        b"\xef\xbb\xbf# Title\n",
        b"caf\xe9 \xff\xfe\n",
        b"",
        BELL.encode(),
        b"\xed\xa0\x80",
    ],
)
def test_what_is_read_and_written_again_has_the_same_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "0001-a.md"
    path.write_bytes(content)
    text = read_text(path)
    replace_text(path, "something else")
    replace_text(path, text)
    assert path.read_bytes() == content


def test_a_byte_order_mark_and_line_ends_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\n")
    assert read_text(path) == "\ufeffa\r\n"


def test_replacing_keeps_the_permission_bits(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("a")
    path.chmod(0o764)
    replace_text(path, "b")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("b", 0o764)


def test_a_new_file_has_the_permissions_the_person_s_mask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        create_text(tmp_path / "a.md", "a")
        replace_text(tmp_path / "b.md", "b")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.md", "b.md")}
    assert modes == {0o640}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_replacing_keeps_the_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("a")
    os.chown(path, 1234, 1235)
    replace_text(path, "b")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 1235)


def test_a_symbolic_link_stays_one_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.md"
    target.write_text("a")
    link = tmp_path / "link.md"
    link.symlink_to("real/a.md")
    replace_text(link, "b")
    assert link.is_symlink()
    assert target.read_text() == "b"
    assert in_folder(tmp_path / "real") == ["a.md"]


def test_a_reader_never_meets_a_part_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    texts = {letter * 300_000 for letter in "ab"}
    path.write_text("a" * 300_000)
    seen: set[str] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(path.read_text())

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(20):
        for text in sorted(texts):
            replace_text(path, text)
    done.set()
    reader.join()
    assert seen <= texts
    assert in_folder(tmp_path) == ["a.md"]


def test_an_existing_file_is_not_created_again(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    create_text(path, BELL)
    with pytest.raises(FileExistsError):
        create_text(path, "b")
    assert path.read_text("utf-8") == BELL
    assert in_folder(tmp_path) == ["a.md"]


def test_a_link_to_nowhere_takes_its_name_too(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.symlink_to("missing")
    with pytest.raises(FileExistsError):
        create_text(path, "b")
    assert in_folder(tmp_path) == ["a.md"]


@pytest.mark.parametrize("hard_links", [True, False])
def test_of_many_creators_exactly_one_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, hard_links: bool
) -> None:
    if not hard_links:
        monkeypatch.setattr(os, "link", refuse_as_vfat_does)
    path = tmp_path / "a.md"
    winners: list[str] = []
    ready = threading.Barrier(8)

    def create(text: str) -> None:
        ready.wait()
        try:
            create_text(path, text)
        except FileExistsError:
            return
        winners.append(text)

    threads = [threading.Thread(target=create, args=(str(n) * 1000,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert winners == [path.read_text()]
    assert in_folder(tmp_path) == ["a.md"]


def refuse_as_vfat_does(*_paths: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("write", [create_text, replace_text])
def test_a_path_below_a_file_is_refused_with_a_hint(tmp_path: Path, write: object) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "a.md"
    with pytest.raises(FolderError, match=r"file/a\.md") as caught:
        write(path, "a")  # type: ignore[operator]
    assert "--dir" in (caught.value.hint or "")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="directory"):
        replace_text(tmp_path, "a")
    with pytest.raises(FolderError, match="directory"):
        read_text(tmp_path)


def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(FolderError, match="Not a regular file"):
        replace_text(path, "a")
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_place_where_nothing_can_be_made_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="/proc/"):
        create_text(Path("/proc/a.md"), "a")
    with pytest.raises(FolderError, match="missing"):
        create_text(tmp_path / "missing" / "a.md", "a")
    with pytest.raises(FolderError, match="missing"):
        read_text(tmp_path / "missing")


AS_NOBODY = """
import filelock  # what nobody may not read must be read before
import os, sys
from pathlib import Path
from adr_tool.errors import FolderError
from adr_tool.store.writing import create_text, locked, replace_text
folder = Path(sys.argv[1])
os.setgid(65534)
os.setuid(65534)
os.chdir("/")

def lock(place, text):
    with locked(place):
        pass

shut, open_ = folder / "shut", folder / "open"
acts = [(replace_text, shut / "a.md"), (create_text, shut / "b.md"), (lock, shut / "lock")]
for act, path in [*acts, (replace_text, open_ / "read-only.md")]:
    try:
        act(path, "text")
    except FolderError as error:
        print(error.message)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become nobody")
def test_what_is_read_only_is_refused_and_left_alone(tmp_path: Path) -> None:
    for name, mode in (("shut/a.md", 0o666), ("open/read-only.md", 0o444)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("a")
        (tmp_path / name).chmod(mode)
    (tmp_path / "open").chmod(0o777)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    out, _ = python(AS_NOBODY, tmp_path).communicate()
    assert out.count("Permission denied") == 4
    assert (in_folder(tmp_path / "shut"), in_folder(tmp_path / "open")) == (
        ["a.md"],
        ["read-only.md"],
    )
    assert (tmp_path / "open" / "read-only.md").read_text() == "a"


FULL_DISK = """
import resource, sys
from pathlib import Path
from adr_tool.errors import FolderError
from adr_tool.store.writing import create_text, replace_text
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
for act, name in ((replace_text, "a.md"), (create_text, "b.md")):
    try:
        act(Path(sys.argv[1]) / name, "x" * 5000)
    except FolderError as error:
        print(error.message)
"""


def test_a_text_that_finds_no_room_leaves_all_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    out, _ = python(FULL_DISK, tmp_path).communicate()
    assert out.count("File too large") == 2
    assert in_folder(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").read_text() == "a"


def test_half_a_character_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"U\+D83D"):
        create_text(tmp_path / "a.md", "an emoji cut in two: \ud83d")
    assert in_folder(tmp_path) == []


COUNT = """
import sys
from pathlib import Path
from adr_tool.store.writing import locked
counter = Path(sys.argv[1])
for _ in range(50):
    with locked(counter.with_name("lock")):
        counter.write_text(str(int(counter.read_text()) + 1))
"""


def test_two_processes_take_turns(tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")
    writers = [python(COUNT, counter) for _ in range(2)]
    for writer in writers:
        writer.communicate()
    assert counter.read_text() == "100"


HOLD = """
import sys
from pathlib import Path
from adr_tool.store.writing import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_who_waits_too_long_is_told_whom_to_look_for(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    holder = python(HOLD, place)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with (
        pytest.raises(FolderError, match=rf"process {holder.pid} on .*lock"),
        locked(place, timeout=0.2),
    ):
        pytest.fail("two writers at once")
    holder.communicate()
    with locked(place, timeout=0):
        assert place.read_text() != ""


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    holder = python(HOLD, tmp_path / "lock")
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with locked(tmp_path / "lock", timeout=0):
        assert in_folder(tmp_path) == ["lock"]


TRY = """
import sys
from pathlib import Path
from adr_tool.errors import FolderError
from adr_tool.store.writing import locked
try:
    with locked(Path(sys.argv[1]), timeout=0):
        print("locked")
except FolderError:
    print("refused")
"""


def test_a_process_may_lock_what_it_has_locked(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    with locked(place, timeout=0):
        with locked(place, timeout=0):
            pass
        inside, _ = python(TRY, place).communicate()
    after, _ = python(TRY, place).communicate()
    assert (inside, after) == ("refused\n", "locked\n")


def test_a_lock_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("file")
    for place in ("file/lock", "folder", "link"):
        with (
            pytest.raises(FolderError, match=f"{place} cannot be locked"),
            locked(tmp_path / place),
        ):
            pass
