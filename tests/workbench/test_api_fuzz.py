"""The API asked whatever its own description allows: no answer is a crash, and every one is of a kind it promises."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from onrecord.workbench import create_app
from onrecord.workbench.security import COOKIE, Door
from onrecord.workbench.settler import Settler


@pytest.fixture(scope="module")
def door():
    return Door(frozenset(["localhost", "testserver", "127.0.0.1"]))


@pytest.fixture(scope="module")
def described(built, door):
    app = create_app(built, door, Settler(built))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"Cookie": f"{COOKIE}={door.session}"})


def test_every_question_is_answered(described, door):
    asked = 0
    for operation in described.get_all_operations():

        @settings(
            max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.ok().as_strategy())
        def ask(case):
            nonlocal asked
            asked += 1
            answer = case.call(headers={"Cookie": f"{COOKIE}={door.session}"})
            assert answer.status_code in (200, 304, 404, 422), (case.path, answer.text[:300])
            if answer.status_code == 404:
                assert set(answer.json()) <= {"error", "detail"}

        ask()
    assert asked > 200
