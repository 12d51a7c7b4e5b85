"""Which of a project's files tell what it is built with, and who reads them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from adr_tool.project import builds, interfaces, manifests, services
from adr_tool.project.trace import Reader, Trace

_ASIDE = re.compile(
    r"(?i)(?:^|/)(?:\.[^/]+|_*tests?_*|.*[-_.](?:tests?|e2e|demo|examples?|samples?|fixtures?)"
    r"|(?:tests?|e2e|demo|examples?|samples?|fixtures?|mocks?)[-_.][^/]*|vendor|vendored"
    r"|node_modules|third[-_]party|bower_components|examples?|samples?|demos?|testdata|testing"
    r"|fixtures?|e2e|specs?|docs?|documentation|website|benchmarks?|bench|hack|tools?|tooling|ci"
    r"|templates?|playgrounds?|sandbox|cypress|playwright|mocks?|__mocks__|storybook|prototypes?"
    r"|spikes?|poc|scratch|skeletons?|archived?)/"
)
"""Folders whose files say nothing about what runs in production."""

_ASIDE_NAME = re.compile(
    r"(?i)(?:^|[-_.])(?:dev|develop|development|tests?|testing|e2e|ci|examples?|samples?"
    r"|demo|docs?|lint|mypy|tools?|benchmarks?)(?=[-_.])"
)
"""Words in the name of a file that is for development."""

_HELM_TEMPLATE = re.compile(r"(?:^|/)(?:charts?|helm)/(?:.*/)?templates/")
_INFRASTRUCTURE = re.compile(
    r"(?:^|/)(?i:k8s|kubernetes|kube|helm|charts?|deploy|deployments?|manifests|infra"
    r"|infrastructure|ops|gitops|argocd|argo|flux|kustomize|clusters?|openshift)/"
)

_BY_NAME: tuple[tuple[str, Reader], ...] = (
    (r"package\.json", manifests.package_json),
    (r"pyproject\.toml", manifests.pyproject),
    (r"Pipfile", manifests.pipfile),
    (r"(?:.*[-_])?requirements(?:[-_.].*)?\.(?:txt|in)", manifests.requirements),
    (r"setup\.py", manifests.setup_py),
    (r"Cargo\.toml", manifests.cargo_toml),
    (r"composer\.json", manifests.composer_json),
    (r"libs\.versions\.toml", manifests.version_catalog),
    (r"Gemfile", builds.gemfile),
    (r".*\.gemspec", builds.gemspec),
    (r"go\.mod", builds.go_mod),
    (r"pom\.xml", builds.pom),
    (r"build\.gradle(?:\.kts)?", builds.gradle),
    (r".*\.(?:cs|fs|vb)proj|Directory\.Packages\.props", builds.msbuild),
    (r"mix\.exs", builds.mix),
    (r"(?:docker-)?compose(?:[-_.].*)?\.ya?ml", services.compose),
    (r"Chart\.ya?ml", services.helm_chart),
    (r".*\.tf", services.terraform),
    (r"(?i:(?:.*[-_.])?(?:openapi|swagger|asyncapi)(?:[-_.].*)?)\.(?:ya?ml|json)",
     interfaces.openapi),
    (r".*\.proto", interfaces.protobuf),
    (r".*\.(?:graphqls?|gql)", interfaces.graphql),
    (r"schema\.rb|structure\.sql", interfaces.migration),
)  # fmt: skip
_NAMED = tuple((re.compile(f"(?:{form})\\Z"), reader) for form, reader in _BY_NAME)
_PLACED: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"(?i)(?:^|/)[^/]*migrat[^/]*/(?:.*/)?[^/]+\.sql\Z"), interfaces.migration),
    (re.compile(r"(?:^|/)requirements/[^/]+\.(?:txt|in)\Z"), manifests.requirements),
    (re.compile(rf"{_INFRASTRUCTURE.pattern}(?:.*/)?[^/]+\.ya?ml\Z"), services.kubernetes),
)


def reader_of(path: str) -> Reader | None:
    """Who reads a file; None for one that tells nothing, or nothing about production."""
    folder, name = posixpath.split(path)
    if _ASIDE.search(_without_templates(f"{folder}/" if folder else "")):
        return None
    if _ASIDE_NAME.search(name):
        return None
    for form, reader in _NAMED:
        if form.match(name):
            return reader
    return next((reader for form, reader in _PLACED if form.search(path)), None)


def traces(path: str, text: str) -> Iterator[Trace]:
    """What a file tells.

    Raises:
        ValueError: It is broken.
    """
    reader = reader_of(path)
    if reader:
        yield from reader(text)


def is_infrastructure(path: str) -> bool:
    """Whether a file says how things run: Terraform, Compose, or in a folder for deployment."""
    return reader_of(path) in (services.compose, services.terraform, services.kubernetes)


def _without_templates(folder: str) -> str:
    """The folder, where Helm's own templates are none that are only copied."""
    return folder.replace("templates/", "") if _HELM_TEMPLATE.search(folder) else folder
