"""A team's server in Chromium: an admin gives access, a reviewer decides, a reader is shown no way to, and nobody is in after leaving."""

import re
import subprocess
import sys

import pytest
from browser.test_workbench import AXE, SHOTS, browser  # noqa: F401 - the fixture
from team.conftest import PASSWORD, address, cluster, opened, roster, shared  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser


@pytest.fixture
def base(shared, roster, address):  # noqa: F811
    command = [sys.executable, "-m", "onrecord", "serve", "--database", address, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        yield re.search(r"http\S+", server.stdout.readline())[0]
        server.terminate()


def enter(page, base, name, password=PASSWORD, path="/people"):
    page.goto(base + path)
    page.fill("[name=name]", name)
    page.fill("[name=password]", password)
    page.click("button")
    page.wait_for_load_state("networkidle")


def serious(page):
    page.add_script_tag(path=AXE) if page.evaluate("!window.axe") else None
    found = page.evaluate("axe.run()")["violations"]
    return [v["id"] for v in found if v["impact"] in ("serious", "critical")]


def test_from_an_admin_to_a_reader(base, browser, roster):  # noqa: F811
    SHOTS.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{base}/people?begins=E")
    assert serious(page) == []
    page.screenshot(path=SHOTS / "login.png")
    enter(page, base, f"ada {roster.record}", "wrong wrong wrong")
    assert "do not fit" in page.inner_text("[role=alert]")
    enter(page, base, f"ada {roster.record}", path="/people?begins=E")
    assert page.url == f"{base}/people?begins=E"
    page.goto(f"{base}/accounts")
    page.fill("form.filters [name=name]", f"new {roster.record}")
    page.select_option("form.filters select", "reviewer")
    page.click("form.filters button")
    password = re.search(r"the password is (\S+)", page.inner_text("#accounts [role=status]"))[1]
    assert serious(page) == []
    page.screenshot(path=SHOTS / "accounts.png")
    page.click("text=Leave")
    page.wait_for_url("**/login")
    page.goto(f"{base}/accounts")
    assert "/login" in page.url
    enter(page, base, f"new {roster.record}", password, "/review")
    page.click("button:has-text('Accept') >> nth=0")
    page.wait_for_selector(f"text=accepted by new {roster.record}")
    page.click("text=Leave")
    page.wait_for_url("**/login")
    enter(page, base, f"rea {roster.record}", path="/review")
    assert page.locator("main button:visible", has_text="Accept").count() == 0
    assert page.locator("button:visible", has_text="Show names").count() == 0
    assert serious(page) == []
    page.screenshot(path=SHOTS / "reader_of_a_team.png")
    context.close()
