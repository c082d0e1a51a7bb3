import subprocess

import pytest

from tools.release import faults, git


@pytest.fixture
def tree(tmp_path):
    """A committed tree that can be released."""
    package = tmp_path / "src" / "palabre"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('__version__ = "1.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text("# News\n\n## 1.2.0 (2026-11-21)\n\n- One thing.\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    git("config", "user.name", "A", root=tmp_path)
    git("config", "user.email", "a@example.org", root=tmp_path)
    git("add", ".", root=tmp_path)
    git("commit", "-qm", "Begin", root=tmp_path)
    return tmp_path


def test_a_committed_tree_with_its_news_can_be_released(tree) -> None:
    assert faults(tree) == []


def test_a_version_without_news_is_refused(tree) -> None:
    (tree / "CHANGELOG.md").write_text("# News\n\n## Unreleased\n\n- 1.2.0 is near.\n")

    assert [fault.split(";")[0] for fault in faults(tree)] == [
        "the tree has changes",
        "CHANGELOG.md has no section 1.2.0",
    ]


def test_a_version_is_released_once(tree) -> None:
    git("tag", "v1.2.0", root=tree)

    assert faults(tree) == ["the tag v1.2.0 is taken; raise the version"]


def test_a_version_that_cannot_be_read_is_refused(tree) -> None:
    (tree / "src" / "palabre" / "__init__.py").write_text('__version__ = "soon"\n')

    assert faults(tree)[0].startswith("'soon' is not a version")
