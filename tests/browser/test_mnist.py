"""The main path of /mnist as a visitor goes it: recorded run, live training, what-if, coming back."""

from __future__ import annotations

import csv
import io
import re
import signal
import zipfile
from pathlib import Path

import nbformat
import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import container, new_context, settle
from tests.browser.server import start_app
from tests.training.conditions import wait_for, wait_until_dead

pytestmark = pytest.mark.trains

UNDER_WAY = re.compile(r"epoch (\d+) of 70")
QUICK = "mnist.rows=1000&mnist.hidden_units=16&mnist.batch_size=64"


def open_mnist(page: Page, app_url: str, settings: str = "") -> None:
    page.goto(f"{app_url}/mnist?{settings}")
    page.wait_for_selector(".st-key-mnist-step", timeout=60_000)
    settle(page)


def status(page: Page):
    return container(page, "mnist-status")


def epoch_of(page: Page) -> int:
    """The epoch that is told; 0 if none is."""
    told = UNDER_WAY.search(status(page).locator("p").first.inner_text())
    return int(told[1]) if told else 0


def sentence(page: Page):
    return page.get_by_test_id("stopping-sentence")


def press(page: Page, name: str) -> None:
    page.locator(f".st-key-mnist-{name} button").first.click()


def test_who_stops_sees_the_rule_and_what_each_was_worth(page: Page, app_url: str) -> None:
    open_mnist(page, app_url)
    game = page.locator(".picture .game")
    expect(status(page)).to_contain_text("When would you stop?")
    expect(sentence(page)).to_have_text("epoch 3 of 30, what comes after is hidden")
    for name in ("patience", "min_delta"):
        expect(page.locator(".picture").get_by_role("slider", name=name)).to_have_count(0)
    seen = page.locator(".picture .seen rect").first
    assert float(seen.get_attribute("width")) < 60, "the future can be seen"
    drawing = page.locator(".picture").first.bounding_box()
    assert drawing["y"] + drawing["height"] < 800, "the picture stands below the fold"
    train = page.locator(".st-key-mnist-train button").first.bounding_box()
    assert train["y"] + train["height"] < 800, "Train stands below the fold"
    one = game.get_by_role("button", name="One more epoch")
    one.focus()  # by keyboard; where motion is unwelcome there is no button that plays
    expect(game.get_by_role("button", name="Go on")).to_have_count(0)
    for _ in range(5):
        page.keyboard.press("Enter")
    expect(game).to_contain_text("epoch 8 of 30")
    expect(game).to_contain_text("val_loss 0.1976")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Stop now
    expect(game).to_contain_text(
        "you 0.9529 epoch 8, the rule 0.9499 epoch 5, going on 0.9649 epoch 30", use_inner_text=True
    )
    expect(sentence(page)).to_have_text("stops at epoch 8, keeps epoch 5")
    expect(status(page)).to_contain_text("stops the training at epoch 8")
    picture = page.locator(".picture .drawing")
    for kind, step in ((".steps", "compared with the lowest"), (".dot", "hollow"), (".band", "grey band")):
        expect(picture.locator(kind)).to_have_count(0)
        page.keyboard.press("Enter")  # the focus is on what comes next
        expect(picture.locator(kind).first).to_be_attached()
        expect(game).to_contain_text(step)
    ruler = page.locator(".picture").get_by_role("slider", name="patience")
    ruler.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(game).to_contain_text("the rule 0.9596 epoch 12", use_inner_text=True)
    expect(page).to_have_url(re.compile("mnist.patience=7(&|$)"))
    settle(page)
    expect(game).to_contain_text("you 0.9529 epoch 8", use_inner_text=True)
    game.get_by_role("button", name="Play again").click()
    expect(sentence(page)).to_have_text("epoch 3 of 30, what comes after is hidden")
    expect(status(page)).to_contain_text("When would you stop?")
    page.locator(".picture .plot").press("End")
    expect(page.locator(".picture .tip")).to_contain_text("Epoch 3")
    # Motion is welcome again: it plays until one stops it.
    page.emulate_media(reduced_motion="no-preference")
    one.click()
    game.get_by_role("button", name="Go on").click()
    expect(game).to_contain_text("epoch 5 of 30")
    game.get_by_role("button", name="Pause").click()
    game.get_by_role("button", name="Stop now").click()
    expect(game).to_contain_text("the rule 0.9596 epoch 12", use_inner_text=True)
    page.emulate_media(reduced_motion="reduce")


def test_what_if_needs_no_training(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, "mnist.patience=7")
    expect(sentence(page)).to_have_text("stops at epoch 19, keeps epoch 12")
    ruler = page.locator(".picture").get_by_role("slider", name="patience")
    ruler.focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    expect(sentence(page)).to_have_text("stops at epoch 3, keeps epoch 2")
    expect(page).to_have_url(re.compile("mnist.patience=1(&|$)"))
    expect(status(page)).to_contain_text("epoch 3")
    settle(page)
    box = ruler.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=6)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"mnist\.patience=[3-9]"))
    settle(page)
    patience = int(re.search(r"mnist\.patience=(\d+)", page.url).group(1))
    expect(container(page, "mnist-patience")).to_contain_text(str(patience))
    band = page.locator(".picture").get_by_role("slider", name="min_delta")
    band.focus()
    page.keyboard.press("PageUp")
    expect(band).to_have_attribute("aria-valuenow", "0.005")
    page.keyboard.press("ArrowDown")
    expect(band).to_have_attribute("aria-valuenow", "0.003")
    expect(band).to_have_attribute("aria-valuetext", re.compile("^0.003: stops at epoch"))
    expect(page).to_have_url(re.compile("mnist.min_delta=0.003"))
    page.keyboard.press("End")
    expect(band).to_have_attribute("aria-valuenow", "0.1")
    expect(page).to_have_url(re.compile("mnist.min_delta=0.1(&|$)"))
    page.keyboard.press("Home")
    expect(page).not_to_have_url(re.compile("mnist.min_delta"))
    settle(page)
    box = band.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 20, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"mnist\.min_delta=0\.0[1-5]"))


def test_a_recipe_that_was_trained_before_is_played_within_the_limit(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, "mnist.patience=10&mnist.epochs=20")  # it would stop at 22
    expect(sentence(page)).to_have_text("does not stop in 20 epochs, keeps epoch 12")
    press(page, "train")
    expect(status(page)).to_contain_text(re.compile(r"playing a saved run: epoch \d+ of 20\."))
    expect(page.get_by_role("button", name="Take home")).to_be_disabled()  # it would tell the end
    page.get_by_role("button", name="I would stop here").click()
    expect(page.locator(".picture .game")).to_contain_text("you would have stopped after epoch")
    press(page, "stop")
    expect(status(page)).to_contain_text("does not stop the training within 20 epochs")
    expect(page.locator(".picture .game")).to_contain_text(re.compile(r"you 0\.\d{4}.*the rule 0\.9596"))
    page.get_by_role("button", name="Take home").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-mnist-csv button").first.click()
    assert re.fullmatch(r"layerwise_mnist_seed5_[0-9a-f]{12}\.csv", waiting.value.suggested_filename)
    assert len(Path(waiting.value.path()).read_text().splitlines()) == 21


def test_training_live_stops_by_the_rule_and_can_be_taken_home(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, f"{QUICK}&mnist.patience=1&mnist.min_delta=0.2&mnist.seed=41")
    expect(page.get_by_text("Training takes at most about")).to_be_visible()
    press(page, "train")
    expect(status(page)).to_contain_text(re.compile("starting|queued|epoch"))
    expect(status(page)).to_contain_text("stopped by the rule", timeout=90_000)
    expect(page.get_by_text("Trained here: 16, 1,000 rows")).to_be_visible()
    expect(sentence(page)).to_contain_text("stops at epoch")
    page.get_by_role("button", name="Take home").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-mnist-csv button").first.click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text())))
    assert rows[0]["epoch"] == "1"
    assert {"loss", "val_loss", "accuracy", "val_accuracy"} < set(rows[0])
    with page.expect_download() as waiting:
        page.locator(".st-key-mnist-script button").first.click()
    assert waiting.value.suggested_filename.startswith("layerwise_mnist_seed41_")
    script = Path(waiting.value.path()).read_text()
    assert "EarlyStopping(" in script
    assert "min_delta=0.2" in script
    with page.expect_download() as waiting:
        page.locator(".st-key-mnist-notebook button").first.click()
    assert "min_delta=0.2" in "".join(nbformat.read(waiting.value.path(), 4).cells[7].source)
    with page.expect_download(timeout=60_000) as waiting:
        page.locator(".st-key-mnist-keras button").first.click()
    assert re.fullmatch(
        r"layerwise_mnist_seed\d+_[0-9a-f]{12}_epoch\d+\.keras", waiting.value.suggested_filename
    )
    assert zipfile.is_zipfile(waiting.value.path())
    page.keyboard.press("Escape")
    press(page, "train")  # the same recipe again: it is in the store
    expect(status(page)).to_contain_text("playing a saved run")


def test_stop_keeps_what_there_is_and_the_result_can_be_looked_at(page: Page, app_url: str) -> None:
    settings = "mnist.rows=6000&mnist.epochs=100&mnist.seed=42&mnist.past_stop=true"
    open_mnist(page, app_url, f"{settings}&mnist.patience=20")  # the rule would stop later
    press(page, "train")
    expect(status(page)).to_contain_text(re.compile(r"epoch [2-9] of 100"), timeout=90_000)
    press(page, "stop")
    expect(status(page)).to_contain_text("stopped after", timeout=30_000)
    container(page, "mnist-step").get_by_text("Result", exact=True).click()
    settle(page)
    expect(page.get_by_text("Stopped by hand")).to_be_visible()


def test_a_training_outlives_its_tab_and_two_who_open_the_link_watch_it(
    page: Page, other_page: Page, app_url: str
) -> None:
    settings = "mnist.rows=6000&mnist.epochs=70&mnist.seed=43&mnist.past_stop=true"
    open_mnist(page, app_url, settings)
    press(page, "train")
    expect(status(page)).to_contain_text(UNDER_WAY, timeout=90_000)
    url = page.url
    page.goto(url)  # as a stranger: the visit that began it is over
    ann, bob = page, other_page
    bob.goto(url)
    for visitor in (ann, bob):
        expect(status(visitor)).to_contain_text(UNDER_WAY, timeout=60_000)
    press(ann, "stop")
    expect(ann.locator(".st-key-mnist-train button").first).to_be_visible(timeout=30_000)  # she has left it
    reached = wait_for(lambda: epoch_of(bob), what="what Bob is told")
    wait_for(lambda: epoch_of(bob) > reached + 2, seconds=90, what="Bob's training to go on")
    press(bob, "stop")
    expect(status(bob)).to_contain_text("stopped after", timeout=30_000)


def test_a_loss_that_becomes_infinite_ends_in_a_sentence(page: Page, app_url: str) -> None:
    settings = "mnist.activation=linear&mnist.optimizer=sgd&mnist.learning_rate=10&mnist.scaling=false"
    open_mnist(page, app_url, f"{QUICK}&{settings}&mnist.seed=44")
    press(page, "train")
    expect(status(page)).to_contain_text("the loss became infinite", timeout=90_000)
    expect(page.locator(".picture").first).to_be_visible()


def test_an_address_with_nonsense_is_answered_in_sentences(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, "mnist.patience=900&mnist.hidden_units=8,,1&mnist.colour=red&mnist.step=Bake")
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    expect(page.get_by_text("`patience`").or_(page.get_by_text("mnist.patience")).first).to_be_visible()
    expect(page.get_by_text("hidden_units has")).to_be_visible()
    expect(sentence(page)).to_have_text("epoch 3 of 30, what comes after is hidden")


def test_one_visit_goes_through_the_steps_and_back(page: Page, app_url: str) -> None:
    def choose(step: str) -> None:
        container(page, "mnist-step").get_by_text(step, exact=True).click()
        expect(page).to_have_url(re.compile(f"mnist.step={step.lower()}"))
        settle(page)
        expect(page.locator('[data-testid="stException"]')).to_have_count(0)

    open_mnist(page, app_url, "mnist.patience=9&mnist.step=Look&mnist.l2=0.0005")
    choose("Prepare")
    choose("Model")
    expect(page.get_by_text("L2(0.0005)").first).to_be_visible()
    page.get_by_text("Loss, dropout, L2, batch, seed").click()
    dropout = page.locator(".st-key-mnist-dropout input")
    dropout.fill("0.3")
    dropout.press("Enter")
    expect(page.get_by_text("Dropout(0.3)").first).to_be_visible()
    expect(page.get_by_text("300 steps an epoch")).to_be_visible()
    expect(page).to_have_url(re.compile("mnist.dropout=0.3"))
    settle(page)
    choose("Result")
    choose("Rule")
    container(page, "mnist-map").get_by_text("kept value").click()
    expect(page).to_have_url(re.compile("mnist.map=kept_value"))
    settle(page)
    page.go_back()
    expect(page).to_have_url(re.compile("mnist.step=result"))
    expect(container(page, "mnist-map")).to_have_count(0)
    settle(page)
    expect(page).to_have_url(re.compile("mnist.patience=9"))  # also where it is not on the screen
    press(page, "reset")
    expect(page).to_have_url(re.compile(r"mnist/?\??$"))
    settle(page)
    expect(sentence(page)).to_have_text("epoch 3 of 30, what comes after is hidden")
    container(page, "mnist-prediction").get_by_text("Higher").click()
    expect(container(page, "mnist-verdict")).to_contain_text("best for the monitored value")
    expect(container(page, "mnist-truth")).to_be_visible()
    press(page, "reset")
    expect(container(page, "mnist-verdict")).to_have_count(0)
    settle(page)
    page.locator(".st-key-mnist-restore_best_weights label").first.click()
    expect(sentence(page)).to_have_text("stops at epoch 8, keeps epoch 8")
    settle(page)
    expect(page).to_have_url(re.compile("mnist.restore_best_weights=false"))
    expect(container(page, "mnist-verdict")).to_have_count(0)
    expect(container(page, "mnist-truth")).to_have_count(0)


def test_a_deep_link_to_a_fresh_server_needs_no_click_and_nothing_is_left_behind(
    browser: Browser, tmp_path: Path
) -> None:
    server, url = start_app(tmp_path)
    context = new_context(browser)
    page = context.new_page()
    try:
        open_mnist(page, url)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(sentence(page)).to_contain_text("epoch 3 of 30")
        app = psutil.Process(server.pid)
        wait_for(lambda: len(app.children(recursive=True)) >= 3, what="the workers")
        family = [app, *app.children(recursive=True)]
    finally:
        context.close()
        server.send_signal(signal.SIGKILL)
        server.wait()
    wait_until_dead(family)
