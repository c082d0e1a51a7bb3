import subprocess

import pytest

from tools.check_tree import HOSTS, LARGEST, committed, faults, text_faults


def test_the_tree_is_in_order() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    "line", ["cd /" + "work/main", "PATH=/" + "root/.local", *(f"https://{host}/x" for host in HOSTS)]
)
def test_paths_of_one_machine_and_registries_are_found(line: str) -> None:
    assert next(iter(text_faults("README.md", f"one\n{line}\n"))).startswith("README.md:2: ")


@pytest.mark.parametrize("line", ["/workspace/posts", "src/work/jobs.py", "{base}/work/1", "https://example.org/work/"])
def test_other_paths_are_allowed(line: str) -> None:
    assert not list(text_faults("README.md", line))


def test_a_large_file_and_a_built_one_are_found(tmp_path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / "large.txt").write_text("x" * (LARGEST + 1))
    (tmp_path / "palabre.mo").write_bytes(b"\0")
    (tmp_path / "left-out.log").write_text("x")
    (tmp_path / ".gitignore").write_text("*.log\n")

    assert len(committed(tmp_path)) == 3
    assert [fault.split(":")[0] for fault in faults(tmp_path)] == ["large.txt", "palabre.mo"]
