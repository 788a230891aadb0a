"""The import rule and the layout, read from the source: each test names every file that breaks it."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
ORDER = ("concepts", "datasets", "training", "rooms", "charts", "ui")
FILES = sorted([*ROOT.glob("components/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"])
TESTS = sorted(ROOT.glob("tests/**/*.py"))
PAGES = sorted(ROOT.glob("pages/*/*.py"))
WORKER_ONLY = {"keras", "tensorflow", "sklearn"}
FORBIDDEN_NAMES = {"utils", "common", "helpers", "core"}
MOST_LINES = {"pages": 80}  # of a file of that part; 300 lines are a sign that it is two things
MOST_LINES_ELSEWHERE = 500


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def part(path: Path) -> str:
    """Which of the parts a file belongs to."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "components" and len(parts) > 2 else parts[0]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def modules(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere below a node, with its full dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


@cache
def imports(path: Path) -> frozenset[str]:
    return frozenset(modules(parsed(path)))


def libraries(path: Path) -> set[str]:
    return {module.split(".")[0] for module in imports(path)}


def imported_outside_functions(node: ast.AST) -> set[str]:
    """Modules that are imported when the file itself is imported."""
    found: set[str] = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            found |= set(modules(child))
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            found |= imported_outside_functions(child)
    return found


def may_import(path: Path) -> set[str]:
    """The parts of components/ that a file may use."""
    here = part(path)
    if here == "text":
        return {"text"}
    if here in ORDER:
        return {*ORDER[: ORDER.index(here) + 1], *(["text"] if here == "ui" else [])}
    return {*ORDER, "text"}


def test_there_is_something_to_check() -> None:
    assert len(FILES) > 30
    assert len(PAGES) >= 2
    assert {part(path) for path in FILES} >= {*ORDER, "text", "pages", "app.py"}


def test_imports_are_absolute() -> None:
    offenders = [
        f"{name(path)}: {module}"
        for path in FILES
        for module in sorted(imports(path))
        if module.startswith(".")
    ]
    assert not offenders, "\n".join(offenders)


def test_a_part_imports_only_what_stands_to_the_left() -> None:
    offenders = [
        f"{name(path)}: {module}"
        for path in FILES
        for module in sorted(imports(path))
        if module.startswith("components.") and module.split(".")[1] not in may_import(path)
    ]
    assert not offenders, "\n".join(offenders)


def test_nothing_imports_a_page_a_test_or_the_app() -> None:
    offenders = [name(path) for path in FILES if {"pages", "tests", "app"} & libraries(path)]
    assert not offenders, "\n".join(offenders)


def test_each_library_stays_where_it_belongs() -> None:
    homes = {
        "streamlit": ("ui", "pages", "app.py"),
        "plotly": ("charts", "ui"),
        "distributed": ("training",),
        "dask": ("training",),
    }
    offenders = [
        f"{name(path)}: {library}"
        for path in FILES
        for library in sorted(libraries(path) & homes.keys())
        if part(path) not in homes[library]
    ]
    assert not offenders, "\n".join(offenders)


def test_only_workers_load_keras_and_only_when_they_work() -> None:
    offenders = []
    for path in FILES:
        worker = part(path) == "training" and path.name.startswith("worker")
        used = imported_outside_functions(parsed(path)) if worker else imports(path)
        offenders += [f"{name(path)}: {m}" for m in sorted(used) if m.split(".")[0] in WORKER_ONLY]
    assert not offenders, "\n".join(offenders)


def test_ui_uses_plotly_only_to_name_a_figure() -> None:
    """Charts/ draws: ui/ neither imports another module of Plotly nor calls one of its classes."""
    offenders = []
    for path in (path for path in FILES if part(path) == "ui"):
        plotly = {module for module in imports(path) if module.split(".")[0] == "plotly"}
        offenders += [f"{name(path)}: {module}" for module in sorted(plotly - {"plotly.graph_objects"})]
        offenders += [
            f"{name(path)}:{node.lineno}: go.{node.func.attr}()"
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "go"
        ]
    assert not offenders, "\n".join(offenders)


def test_file_names_say_something() -> None:
    offenders = [name(path) for path in FILES if path.stem in FORBIDDEN_NAMES]
    assert not offenders, "\n".join(offenders)


def test_a_page_fits_on_two_screens_and_any_file_on_ten() -> None:
    offenders = [
        f"{name(path)}: {lines} lines"
        for path in (*FILES, *TESTS)
        if (lines := len(path.read_text().splitlines())) > MOST_LINES.get(part(path), MOST_LINES_ELSEWHERE)
    ]
    assert not offenders, "\n".join(offenders)


def missing_parts(page: Path) -> Iterator[str]:
    """What a page still lacks, in words."""
    stem = page.stem
    if f'"{name(page)}"' not in (ROOT / "app.py").read_text():
        yield "no st.Page line in app.py"
    if not (ROOT / f"components/text/en/{stem}.md").exists():
        yield f"no components/text/en/{stem}.md"
    if stem == "home":
        return
    for file in (f"components/charts/{stem}.py", f"tests/browser/test_{stem}.py"):
        if not (ROOT / file).exists():
            yield f"no {file}"
    if f'"{stem}":' not in (ROOT / "components/ui/home/thumbnails.py").read_text():
        yield "no picture for the contents in components/ui/home/thumbnails.py"
    for section in (stem, f"{stem}.alt"):
        if f"## {section}\n" not in (ROOT / "components/text/en/home.md").read_text():
            yield f"nothing under {section} in the contents, components/text/en/home.md"


def test_every_page_has_its_parts() -> None:
    offenders = [f"{name(page)}: {lack}" for page in PAGES for lack in missing_parts(page)]
    assert not offenders, "\n".join(offenders)


def test_no_page_file_stands_directly_in_pages() -> None:
    assert not list((ROOT / "pages").glob("*.py")), "Streamlit's old discovery would serve it without app.py"


def test_no_page_uses_what_is_anothers() -> None:
    """Only a page and its own folder import components/ui/<stem>/; what two pages need stands lower."""
    stems = {page.stem for page in PAGES}
    offenders = [
        f"{name(path)}: {module}"
        for path in FILES
        for module in sorted(imports(path))
        if module.startswith("components.ui.")
        and (theirs := module.split(".")[2]) in stems
        and ROOT / "components/ui" / theirs not in path.parents
        and not (part(path) == "pages" and path.stem == theirs)
    ]
    assert not offenders, "\n".join(offenders)


def test_only_the_kit_has_a_live_region() -> None:
    """What screen readers are told goes through `say` or `announce` of static/kit.js, one after the other."""
    live = re.compile(r"aria-live|role.{1,4}status|<output")
    found = [name(path) for path in sorted(ROOT.glob("static/**/*.js")) if live.search(path.read_text())]
    assert found == ["static/kit.js"]


def test_every_benchmark_finds_what_it_imports() -> None:
    names = [path.stem for path in (ROOT / "tests/benchmarks").glob("*.py")]
    assert [importlib.import_module(f"tests.benchmarks.{name}").__name__ for name in names]
