from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from adr_tool.errors import SettingsError
from adr_tool.settings import Settings, load_settings


def write(folder: Path, text: str, name: str = "adr.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def sources(folder: Path, environ: dict[str, str] | None = None) -> dict[str, str]:
    return {origin.name: origin.source for origin in load_settings(folder, environ or {}).origins}


def test_without_any_source_every_setting_is_its_default(project: Path) -> None:
    loaded = load_settings(project, {})
    assert loaded.settings == Settings()
    assert (loaded.root, loaded.warnings) == (None, ())
    assert set(sources(project).values()) == {"default"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("adr.toml", 'folder = "log"\nsite-name = "Ours"\ncommit = false\nlogs = ["a", "b"]\n'),
        (
            "pyproject.toml",
            '[tool.adr]\nfolder = "log"\nsite_name = "Ours"\ncommit = false\nlogs = ["a", "b"]\n',
        ),
        (
            "adr.toml",
            '\ufefffolder = "log"\nsite_name = "Ours"\ncommit = false\nlogs = ["a", "b"]\n',
        ),
    ],
)
def test_a_file_is_found_upward_and_named_as_the_source(
    project: Path, name: str, text: str
) -> None:
    path = write(project, text, name)
    below = project / "a/b"
    below.mkdir(parents=True)
    loaded = load_settings(below, {})
    found = loaded.settings
    assert (found.folder, found.site_name, found.commit) == ("log", "Ours", False)
    assert found.logs == ("a", "b")
    assert loaded.root == project
    assert sources(below)["folder"] == str(path)
    assert sources(below)["model"] == "default"


def test_adr_toml_wins_over_pyproject_beside_it(project: Path) -> None:
    write(project, '[tool.adr]\nfolder = "x"\n', "pyproject.toml")
    write(project, 'folder = "y"\n')
    assert load_settings(project, {}).settings.folder == "y"


def test_a_pyproject_without_our_table_is_passed_over(project: Path) -> None:
    write(project, 'folder = "x"\n')
    write(project / "sub", "[tool.ruff]\n", "pyproject.toml")
    assert load_settings(project / "sub", {}).settings.folder == "x"


def test_nothing_above_the_repository_is_read(project: Path) -> None:
    write(project.parent, 'folder = "x"\n')
    assert load_settings(project, {}).settings.folder == Settings().folder


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("ADR_FOLDER", "log", "folder", "log"),
        ("ADR_COMMIT", "no", "commit", False),
        ("ADR_COMMIT", "TRUE", "commit", True),
        ("ADR_LOGS", "a:b", "logs", ("a", "b")),
        ("ADR_BASE_URL", "http://localhost:1", "base_url", "http://localhost:1"),
    ],
)
def test_the_environment_wins_over_a_file(
    project: Path, variable: str, text: str, name: str, value: object
) -> None:
    write(project, 'folder = "x"\ncommit = true\nlogs = ["x"]\nbase_url = "x"\n')
    environ = {variable: text}
    assert getattr(load_settings(project, environ).settings, name) == value
    assert sources(project, environ)[name] == variable


def test_an_empty_variable_says_nothing(project: Path) -> None:
    assert load_settings(project, {"ADR_FOLDER": ""}).settings.folder == Settings().folder


def test_an_unknown_key_is_a_warning_that_guesses_what_was_meant(project: Path) -> None:
    path = write(project, 'foldr = "x"\nzzz = 1\n')
    near, far = load_settings(project, {}).warnings
    assert near == f"{path}:1: unknown setting 'foldr'; did you mean folder?"
    assert far == f"{path}:2: unknown setting 'zzz'"


def test_every_wrong_value_is_named_at_once(project: Path) -> None:
    write(project, 'folder = 3\ncommit = "yes"\nlogs = [1]\narchitect = "bob"\n')
    with pytest.raises(SettingsError) as caught:
        load_settings(project, {"ADR_COMMIT": "perhaps"})
    for name in ("folder", "commit", "logs", "architect", "ADR_COMMIT"):
        assert name in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"folder = ", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["adr.toml", "pyproject.toml"])
def test_a_file_that_is_no_toml_is_an_error_that_names_it(
    project: Path, name: str, content: bytes
) -> None:
    (project / name).write_bytes(content)
    with pytest.raises(SettingsError, match=name.replace(".", r"\.")):
        load_settings(project, {})


@pytest.mark.parametrize("text", ["tool = 3\n", "[tool]\nadr = 3\n"])
def test_a_table_of_another_shape_is_passed_over(project: Path, text: str) -> None:
    write(project, text, "pyproject.toml")
    assert load_settings(project, {}).settings == Settings()


def test_every_setting_has_a_meaning_and_a_default_among_its_choices() -> None:
    for setting in fields(Settings):
        assert setting.metadata["meaning"].endswith(".")
        choices, default = setting.metadata["choices"], getattr(Settings(), setting.name)
        assert not choices or not default or default in choices


def test_a_project_states_its_own_words_and_names(project: Path) -> None:
    write(
        project,
        'file-names = "DR-{number}-{slug}"\n'
        '[statuses]\ntrial = "proposed"\n"in production" = "accepted"\n'
        '[labels]\nReifegrad = "status"\n"Löst ab" = "supersedes"\n',
    )
    found = load_settings(project, {}).settings
    assert found.file_names == "DR-{number}-{slug}"
    assert found.statuses == {"trial": "proposed", "in production": "accepted"}
    assert found.labels == {"Reifegrad": "status", "Löst ab": "supersedes"}
    environ = {"ADR_STATUSES": "trial = accepted, live=accepted"}
    said = load_settings(project, environ).settings
    assert said.statuses == {"trial": "accepted", "live": "accepted"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('file_names = "x"', "file_names needs {number} or {date}"),
        ('statuses = {trial = "perhaps"}', "statuses must be one of draft, proposed"),
        ("statuses = {trial = 3}", "statuses must be a table of texts"),
        ('statuses = "trial"', "statuses must be a table of texts"),
        ('labels = {Stand = "day"}', "labels must be one of status, date"),
    ],
)
def test_words_that_mean_nothing_we_know_are_refused(
    project: Path, text: str, message: str
) -> None:
    write(project, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(project, {})
    assert message in caught.value.message
