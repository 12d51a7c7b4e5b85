# ruff: noqa: ISC004 - a text on several lines is one text
from __future__ import annotations

import pytest

from adr_tool.project.files import traces

FILES = {
    "web/package.json": (
        '{\n "devDependencies": {"mongodb": "1"},\n "dependencies": {\n  "next": "15",\n'
        '  "mongodb": "6"\n }\n}',
        {"npm next 4", "npm mongodb 5"},
    ),
    "api/pyproject.toml": (
        '[project]\ndependencies = [\n "Psycopg_Binary[pool]>=3",\n]\n'
        '[project.optional-dependencies]\ntest = ["pymongo"]\ncache = ["redis"]\n'
        '[dependency-groups]\ndev = ["celery"]\n',
        {"pypi psycopg-binary 3", "pypi redis 7", "language python 1"},
    ),
    "requirements.txt": ("Django==5 # web\n-r more.txt\n", {"pypi django 1", "language python 1"}),
    "requirements/base.txt": ("django==5\n    # via -r base.in\n", set()),
    "setup.py": ('setup(install_requires=["flask>=2"])', {"pypi flask 1", "language python 1"}),
    "Gemfile": (
        'gem "rails"\ngroup :development, :test do\n  gem "redis"\nend\n'
        'gem "pg", group: :test\nif true\n  gem "sidekiq"\nend\n',
        {"gem rails 1", "gem sidekiq 7", "language ruby 1"},
    ),
    "go.mod": (
        "module x\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.1\n\tgithub.com/lib/pq v1 // indirect\n)"
        "\nreplace (\n\tgithub.com/a/b v1 => ../b\n)\n",
        {"go github.com/jackc/pgx 3", "language go 1"},
    ),
    "Cargo.toml": (
        '[dependencies]\naxum = "1"\n[dev-dependencies]\nredis = "1"\n',
        {"cargo axum 2", "language rust 1"},
    ),
    "composer.json": (
        '{"require": {"php": "8", "laravel/framework": "1"}}',
        {"composer laravel/framework 1", "language php 1"},
    ),
    "pom.xml": (
        "<dependencyManagement><dependency><groupId>a</groupId><artifactId>b</artifactId>"
        "</dependency></dependencyManagement>\n<dependency>\n<groupId>org.postgresql</groupId>"
        "<artifactId>postgresql</artifactId></dependency>\n<dependency><groupId>t</groupId>"
        "<artifactId>u</artifactId><scope>test</scope></dependency>",
        {"maven org.postgresql:postgresql 2", "language jvm 1"},
    ),
    "build.gradle.kts": (
        'implementation("org.jooq:jooq:3")\ntestImplementation("org.mongodb:driver:5")\n',
        {"maven org.jooq:jooq 1", "language jvm 1"},
    ),
    "gradle/libs.versions.toml": (
        '[libraries]\nk = { module = "io.ktor:ktor-server-core", version = "1" }\n',
        {"maven io.ktor:ktor-server-core 2"},
    ),
    "src/Api.csproj": (
        '<PackageReference Include="Npgsql" Version="9" />\n'
        '<!-- <PackageReference Include="x"/> -->',
        {"nuget Npgsql 1", "language dotnet 1"},
    ),
    "mix.exs": (
        '  {:phoenix, "~> 1"},\n  {:oban, "~> 1", only: [:test]}\n',
        {"hex phoenix 1", "language elixir 1"},
    ),
    "docker-compose.yml": (
        "services:\n  db:\n    image: docker.io/bitnami/postgresql:16@sha256:00\n",
        {"image postgresql 3"},
    ),
    "deploy/app/redis.yaml": (
        "apiVersion: apps/v1\nkind: X\nspec:\n  - image: {{ .Values.i }}\n  - image: redis:7\n"
        "---\napiVersion: kafka.strimzi.io/v1\n",
        {"image redis 5", "group kafka.strimzi.io 7"},
    ),
    "charts/app/templates/x.yaml": ("apiVersion: keda.sh/v1\n", {"group keda.sh 1"}),
    "Chart.yaml": (
        "name: app\ndependencies:\n  - name: postgresql\n    version: 1\n"
        "maintainers:\n  - name: a\n",
        {"chart postgresql 3"},
    ),
    "main.tf": (
        'terraform {\n required_providers {\n  aws = {\n   source = "hashicorp/aws"\n  }\n }\n}\n'
        'resource "aws_sqs_queue" "q" {}\nresource "x" "y" {\n  engine = "mysql"\n}\n',
        {"provider aws 4", "terraform aws_sqs_queue 8", "terraform x 9", "engine mysql 10"},
    ),
    "api/openapi.yaml": (
        "openapi: 3.1.0\ncomponents:\n  securitySchemes:\n    a:\n      type: oauth2\n"
        "tags:\n  - type: apiKey\n",
        {"schema openapi 1", "scheme oauth2 5"},
    ),
    "proto/a.proto": ("message A {}\nservice B {\n}\n", {"schema protobuf 2"}),
    "proto/b.proto": ("message A {}\n", set()),
    "api/schema.graphql": ("type Query {\n}\n", {"schema graphql 1"}),
    "db/migrations/1.sql": (
        'create extension if not exists "vector";\nALTER TABLE a ENABLE ROW LEVEL SECURITY;\n',
        {"extension vector 1", "statement row level security 2"},
    ),
    "db/schema.rb": ('  enable_extension "postgis"\n', {"extension postgis 1"}),
    "examples/package.json": ('{"dependencies": {"next": "1"}}', set()),
    "web/vendor/x/go.mod": ("require github.com/lib/pq v1\n", set()),
    "requirements-dev.txt": ("django\n", set()),
    "docker-compose.test.yml": ("image: redis\n", set()),
    "Api.Tests/Api.Tests.csproj": ('<PackageReference Include="Npgsql"/>', set()),
    "package-lock.json": ('{"dependencies": {"next": {}}}', set()),
}  # fmt: skip


@pytest.mark.parametrize("path", FILES)
def test_a_file_tells_what_production_is_built_with_and_where(path: str) -> None:
    text, expected = FILES[path]
    assert {f"{t.sort} {t.name} {t.line}" for t in traces(path, text)} == expected


@pytest.mark.parametrize(
    ("path", "text"), [("package.json", "{"), ("composer.json", "[]"), ("pyproject.toml", "[")]
)
def test_a_broken_manifest_is_no_empty_one(path: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        tuple(traces(path, text))
