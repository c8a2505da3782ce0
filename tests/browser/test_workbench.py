"""The workbench in Chromium: every view, the review flow, keys, both widths, and nothing serious for axe-core. Screenshots go to out/browser."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = ROOT / "out" / "browser"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
VIEWS = {
    "overview": "/", "incidents": "/incidents", "ties": "/ties", "people": "/people", "board": "/board", "sources": "/sources", "source": "/source?name=VNA",
    "search": "/search?q=embassy", "review": "/review", "chain": "/chain", "network": "/network", "questions": "/questions", "matrix": "/matrix", "precision": "/precision",
}  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Address of a server over the demo's record, opened by nobody yet."""
    record = tmp_path_factory.mktemp("served") / "demo.record"
    subprocess.run([sys.executable, "-m", "onrecord", "demo", "-r", str(record)], check=True, capture_output=True)
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        yield re.search(r"http\S+", server.stdout.readline())[0]
        server.terminate()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def signed_in(served, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.new_page().goto(served)
    SHOTS.mkdir(parents=True, exist_ok=True)
    return context, served.split("/?")[0]


@pytest.fixture
def page(signed_in):
    context, base = signed_in
    opened = context.new_page()
    opened.base = base
    opened.said = []
    opened.on("console", lambda m: opened.said.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda e: opened.said.append(str(e)))
    yield opened
    opened.close()


def look(page, path, name=""):
    page.goto(page.base + path)
    page.wait_for_load_state("networkidle")
    if name:
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def first(page, path, kind):
    look(page, path)
    return page.locator(f'main a[href^="/{kind}/"]').first.get_attribute("href")


def serious(page):
    """What axe-core finds of serious or critical weight."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact))"
    )
    return [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_opens_clean_and_accessible(page, name):
    look(page, VIEWS[name], name)
    assert page.locator("h1").count() == 1
    assert serious(page) == []
    assert page.said == []


@pytest.mark.parametrize(("path", "kind"), [("/incidents?sort=support", "finding"), ("/incidents", "finding"), ("/search?q=council", "document"), ("/people", "entity"), ("/organisations", "entity")])  # fmt: skip
def test_every_page_of_one_thing_too(page, path, kind):
    look(page, first(page, path, kind), f"{kind}-{path.strip('/').split('?')[0]}")
    assert serious(page) == []
    assert page.said == []


def test_dark_and_on_a_phone(browser, signed_in):
    context, base = signed_in
    phone = browser.new_context(
        viewport={"width": 390, "height": 800}, color_scheme="dark", storage_state=context.storage_state()
    )
    page = phone.new_page()
    page.base = base
    for path, name in (
        ("/", "overview"),
        ("/incidents", "incidents"),
        (first(page, "/search?q=council", "document"), "document"),
    ):
        look(page, path, f"phone-dark-{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (
            f"{name} is wider than the phone"
        )
        assert serious(page) == []
    phone.close()


def test_a_filter_shows_at_once_and_can_be_shared(page):
    look(page, "/incidents")
    page.select_option("select[name=stage]", "foiled")
    page.wait_for_url("**stage=foiled**")
    page.wait_for_function(
        "![...document.querySelectorAll('#rows tbody td:nth-child(3)')].some(td => !td.textContent.includes('foiled'))"
    )
    shown = page.locator("#rows tbody tr").count()
    look(page, page.url.removeprefix(page.base))
    assert page.locator("#rows tbody tr").count() == shown
    assert page.locator("#map .land").count() > 100


def test_words_and_claims_point_at_each_other(page):
    look(page, first(page, "/search?q=council", "document"))
    words = page.locator(".text [data-claims]").first
    claim = words.get_attribute("data-claims").split()[0]
    words.hover()
    assert "lit" in page.locator(f"#claim-{claim}").get_attribute("class")
    page.locator("h1").hover()
    page.locator(f"#claim-{claim}").focus()
    assert "lit" in words.get_attribute("class")


def test_the_review_flow_by_keys(page):
    look(page, "/review?kind=tie")
    page.fill("input[name=reviewer]", "ana")
    page.get_by_role("button", name="Sign").click()
    page.wait_for_function("!document.body.innerText.includes('Put your name')")
    card = page.locator(".card[tabindex]").first
    claim = card.get_attribute("id")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.wait_for_selector(f"#{claim} >> text=rejected by ana")
    page.keyboard.press("u")
    page.wait_for_selector(f"#{claim} >> text=undone by ana")
    page.keyboard.press("a")
    page.wait_for_selector(f"#{claim} >> text=accepted by ana")
    page.screenshot(path=SHOTS / "review-decided.png")
    look(page, "/review?kind=tie")
    assert page.locator(f"#{claim}").count() == 0
    assert page.locator("text=/ties 100 % of 1/").count() == 1
    assert page.said == []


def test_names_are_shown_when_asked_for(page):
    look(page, "/proceedings")
    assert page.locator("text=[private person]").count() > 0
    page.get_by_role("button", name="Show names").click()
    page.get_by_role("button", name="Mask names").wait_for()
    assert page.locator("text=[private person]").count() == 0
    page.get_by_role("button", name="Mask names").click()
    page.get_by_role("button", name="Show names").wait_for()


def test_the_network_expands_and_leads_to_findings(page):
    look(page, first(page, "/organisations", "entity").replace("/entity/", "/network?of="), "network-drawn")
    assert page.locator("#network canvas").count() >= 1
    page.locator("summary").click()
    assert page.locator("#lines li").count() > 3
    assert serious(page) == []
    assert page.said == []


def test_a_chain_is_drawn_on_a_day(page):
    look(page, first(page, "/organisations", "entity").replace("/entity/", "/chain?of="), "chain-drawn")
    assert page.locator("svg .line").count() > 1
    assert serious(page) == []


def test_a_claim_is_corrected_by_selecting_words(page):
    look(page, "/review?kind=incident")
    card = page.locator(".card[tabindex]", has=page.locator(".passage span.claimed")).first
    claim = card.get_attribute("id")
    card.locator("summary").click()
    page.evaluate(
        """(id) => {
            const node = document.querySelector(`#${id} .passage .claimed`).firstChild;
            const words = node.textContent.trimStart();
            const from = node.textContent.length - words.length;
            const range = document.createRange();
            range.setStart(node, from);
            range.setEnd(node, from + words.split(/\\s/)[0].length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        claim,
    )
    page.wait_for_function(f"document.querySelector('#{claim} output').textContent.startsWith('Selected')")
    words = card.locator("output").inner_text().removeprefix("Selected: ")
    card.locator("select[name=role]").select_option("weapons")
    page.screenshot(path=SHOTS / "review-correct.png")
    card.get_by_role("button", name="Correct", exact=True).click()
    page.wait_for_selector(f"#{claim} >> text=corrected by ana")
    assert words in page.locator(f"#{claim} dl").inner_text()
    assert serious(page) == []
    assert page.said == []


def test_the_map_draws_a_town_as_a_point_and_a_region_as_an_area(page):
    spots = [
        {"place": "Tarn Haven", "lat": 45.0, "lon": 5.0, "level": "city", "count": 3, "query": "?place=Tarn+Haven"},
        {"place": "Velmora", "lat": 48.0, "lon": 11.0, "level": "region", "count": 1, "query": "?place=Velmora"},
    ]  # fictional places have no coordinates of their own: the answer of the API is given here
    page.route("**/api/v1/spots*", lambda route: route.fulfill(json={"spots": spots}))
    look(page, "/incidents", "map-with-spots")
    page.locator("#map .spot").wait_for()
    assert page.locator("#map .area").count() == 1
    assert page.said == []


def test_towns_near_each_other_are_one_circle_with_their_sum_until_the_map_is_enlarged(page):
    near = [{"place": f"Town {n}", "lat": 45.0 + n / 50, "lon": 5.0, "level": "city", "count": n + 1, "query": ""} for n in range(3)]  # fmt: skip
    far = {"place": "Marisk", "lat": -30.0, "lon": 120.0, "level": "city", "count": 1, "query": ""}
    page.route("**/api/v1/spots*", lambda route: route.fulfill(json={"spots": [*near, far]}))
    look(page, "/incidents", "map-with-clusters")
    cluster = page.locator("#map .cluster")
    cluster.wait_for()
    assert cluster.inner_text() == "6"
    assert page.locator("#map .spot").count() == 1
    cluster.click()
    page.wait_for_function("document.querySelectorAll('#map .spot').length >= 3")
    assert page.said == []


def test_a_missed_claim_is_added_by_selecting_words(page):
    document = first(page, "/search?q=council", "document")
    look(page, "/review")
    page.fill("input[name=reviewer]", "ana")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign").click()
    look(page, document)
    page.locator("summary", has_text="Add a claim").click()
    page.evaluate(
        """() => {
            const node = [...document.querySelectorAll('.text [data-at]')].at(-1).firstChild;
            const range = document.createRange();
            range.selectNodeContents(node);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.wait_for_function("document.querySelector('#add output').textContent.startsWith('Selected')")
    page.select_option("#add select[name=kind]", "measure")
    page.fill("#add input[name=type]", "travel warning")
    page.screenshot(path=SHOTS / "document-add.png")
    page.locator("#add").get_by_role("button", name="Add").click()
    page.wait_for_url("**/claim/*")
    assert page.locator("text=added by ana").count() >= 1
    assert "travel warning" in page.locator("h3").inner_text()
    assert serious(page) == []
    assert page.said == []
