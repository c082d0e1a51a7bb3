import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.check_licences import asked
from tools.verdict import ROOT

HEAVY = {"alembic", "babel", "deltalake", "duckdb", "numba", "pyarrow", "pydantic", "sqlalchemy"}


def imported() -> set[str]:
    """The first word of every module the product imports."""
    names = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_the_product_imports_only_what_it_asks_for() -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in asked()}
    providers = packages_distributions()
    strangers = imported() - set(sys.stdlib_module_names) - {"palabre"}

    # In the standard library since Python 3.14; the versions before it use a package that is declared.
    strangers -= {"compression"}
    undeclared = {
        name for name in strangers if not {canonicalize_name(given) for given in providers.get(name, [name])} & declared
    }

    assert not undeclared


@pytest.mark.slow
def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    code = "import sys; sys.argv = ['palabre', '--help']; from palabre.cli import main; main()"
    command = [sys.executable, "-X", "importtime", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(re.findall(r"\| +(\w+)$", done.stderr, re.MULTILINE))

    assert not loaded & HEAVY
