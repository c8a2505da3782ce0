"""What is backed up comes back: the record, its decisions, and who may see it. And what deploy/ holds is what its programs take."""

import shutil
import subprocess
from pathlib import Path

import pytest
from team.conftest import PASSWORD

from onrecord.record import Record, problems
from onrecord.team import Roster

DEPLOY = Path(__file__).parents[2] / "deploy"


def test_a_backup_comes_back_into_another_database(cluster, shared, roster, tmp_path, opened, written):
    plain = cluster.address("x").partition("?")[0]
    done = subprocess.run([DEPLOY / "backup.sh", plain, tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (file,) = tmp_path.glob("*.dump")
    assert done.stdout.strip() == str(file)
    other = plain.rpartition("/")[0] + f"/back_{shared.name}"
    subprocess.run(["createdb", "--maintenance-db", plain, f"back_{shared.name}"], check=True)
    subprocess.run(["pg_restore", "--no-owner", "--exit-on-error", "-d", other, file], check=True)
    back = opened(f"{other}?record={shared.name}")
    assert list(problems(back)) == []
    assert written(back, "json") == written(shared, "json")
    accounts = Roster(f"{other}?record={shared.name}")
    assert accounts.who(accounts.enter(f"rev {shared.name}", PASSWORD, "")).role == "reviewer"
    accounts.close()
    added = Record(f"{other}?record=made_after", create=True)
    assert added.known() == frozenset()
    added.close()


def test_a_backup_that_fails_leaves_none(cluster, tmp_path):
    plain = cluster.address("x").partition("?")[0].rpartition("/")[0] + "/nowhere"
    assert subprocess.run([DEPLOY / "backup.sh", plain, tmp_path], capture_output=True).returncode != 0
    assert list(tmp_path.glob("*.dump")) == []


def test_the_systemd_unit_is_one():
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is missing")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", DEPLOY / "onrecord.service"], capture_output=True, text=True)  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "onrecord.service" in line and "is not executable" not in line]
    assert told == []
