"""The import rule and the layout, read from the source with `ast`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("concepts", "datasets", "training", "charts", "ui")
FILES = sorted([*ROOT.glob("components/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"])
PAGES = sorted(ROOT.glob("pages/*/*.py"))
WORKER_ONLY = {"keras", "tensorflow", "sklearn"}
FORBIDDEN_NAMES = {"utils", "common", "helpers", "core"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def part(path: Path) -> str:
    """Which of the parts a file belongs to."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "components" and len(parts) > 2 else parts[0]


def imports(tree: ast.AST) -> set[str]:
    """Every module that is imported anywhere in a file, with its full dotted name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            pytest.fail(f"a relative import: {node.module}")
    return found


def imported_outside_functions(tree: ast.Module) -> set[str]:
    """Modules that are imported when the file itself is imported."""
    inside = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    outer = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom) and n not in inside]
    return set().union(*(imports(ast.Module([node], [])) for node in outer)) if outer else set()


def test_there_is_something_to_check() -> None:
    assert len(FILES) > 30
    assert len(PAGES) >= 2


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_only_what_stands_to_the_left(path: Path) -> None:
    here = part(path)
    used = {
        module.split(".")[1]
        for module in imports(ast.parse(path.read_text()))
        if module.startswith("components.")
    }
    if here in ORDER:
        allowed = set(ORDER[: ORDER.index(here) + 1]) | ({"text"} if here == "ui" else set())
        assert used <= allowed, f"{here} must not import {sorted(used - allowed)}"
    elif here == "text":
        assert not used
    else:
        assert used <= {*ORDER, "text"}
    assert not any(
        module.split(".")[0] in ("pages", "tests", "app") for module in imports(ast.parse(path.read_text()))
    )


@pytest.mark.parametrize("path", FILES, ids=name)
def test_each_library_stays_where_it_belongs(path: Path) -> None:
    tree = ast.parse(path.read_text())
    libraries = {module.split(".")[0] for module in imports(tree)}
    here = part(path)
    if here not in ("ui", "pages", "app.py"):
        assert "streamlit" not in libraries
    if here not in ("charts", "ui"):
        assert "plotly" not in libraries
    if here != "training":
        assert not {"distributed", "dask"} & libraries
    if not (here == "training" and path.name.startswith("worker")):
        assert not WORKER_ONLY & libraries
    else:
        assert not WORKER_ONLY & {m.split(".")[0] for m in imported_outside_functions(tree)}


@pytest.mark.parametrize("path", [p for p in FILES if part(p) == "ui"], ids=name)
def test_ui_uses_plotly_only_to_name_a_figure(path: Path) -> None:
    modules = {module for module in imports(ast.parse(path.read_text())) if module.startswith("plotly")}
    assert modules <= {"plotly.graph_objects"}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert not (isinstance(node.func.value, ast.Name) and node.func.value.id == "go"), "charts/ draws"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_have_names_that_say_something_and_fit_on_a_few_screens(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES
    lines = len(path.read_text().splitlines())
    assert lines <= (80 if part(path) == "pages" else 300), f"{lines} lines: it is two things"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_page_has_its_parts(page: Path) -> None:
    stem = page.stem
    assert f'"pages/{page.parent.name}/{page.name}"' in (ROOT / "app.py").read_text(), (
        "no st.Page line in app.py"
    )
    assert (ROOT / f"components/text/en/{stem}.md").exists(), "no text"
    if stem != "home":
        assert (ROOT / f"components/charts/{stem}.py").exists(), "no charts"
        assert (ROOT / f"tests/browser/test_{stem}.py").exists(), "no browser test"
        assert f'"{stem}":' in (ROOT / "components/ui/home/thumbnails.py").read_text(), (
            "no picture for the contents"
        )
        assert f"## {stem}\n" in (ROOT / "components/text/en/home.md").read_text(), (
            "no sentence in the contents"
        )


def test_no_page_file_stands_directly_in_pages() -> None:
    assert not list((ROOT / "pages").glob("*.py")), "Streamlit's old discovery would serve it without app.py"
