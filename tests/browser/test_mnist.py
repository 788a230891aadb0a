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

from tests.browser.conftest import new_context, settle, start_app
from tests.training.conditions import wait_for, wait_until_dead

QUICK = "mnist.rows=1000&mnist.hidden_units=16&mnist.batch_size=64"


def open_mnist(page: Page, app_url: str, settings: str = "") -> None:
    page.goto(f"{app_url}/mnist?{settings}")
    page.wait_for_selector(".st-key-mnist-step", timeout=60_000)
    settle(page)


def status(page: Page):
    return page.locator(".st-key-mnist-status")


def sentence(page: Page):
    return page.get_by_test_id("stopping-sentence")


def press(page: Page, name: str) -> None:
    page.locator(f".st-key-mnist-{name} button").first.click()


def test_a_recorded_run_stands_there_at_once(page: Page, app_url: str) -> None:
    open_mnist(page, app_url)
    expect(status(page)).to_contain_text("finished: 30 epochs")
    expect(status(page)).to_contain_text("recorded")
    expect(sentence(page)).to_have_text("stops at epoch 8, keeps epoch 5")
    button = page.locator(".st-key-mnist-train button").first
    assert button.bounding_box()["y"] + button.bounding_box()["height"] < 800, "Train stands below the fold"
    drawing = page.locator(".picture").first.bounding_box()
    assert drawing["y"] + drawing["height"] < 800, "the picture stands below the fold"


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


def test_dragging_the_ruler_sets_patience(page: Page, app_url: str) -> None:
    open_mnist(page, app_url)
    ruler = page.locator(".picture").get_by_role("slider", name="patience")
    box = ruler.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=6)
    page.mouse.up()
    settle(page)
    expect(page).to_have_url(re.compile(r"mnist\.patience=[4-9]"))
    patience = int(re.search(r"mnist\.patience=(\d+)", page.url).group(1))
    expect(page.locator(".st-key-mnist-patience")).to_contain_text(str(patience))


def test_a_recipe_that_was_trained_before_is_played(page: Page, app_url: str) -> None:
    open_mnist(page, app_url)
    press(page, "train")
    expect(status(page)).to_contain_text("playing a recording")
    press(page, "stop")
    expect(status(page)).to_contain_text("finished: 20 epochs")


def test_training_live_stops_by_the_rule_and_can_be_taken_home(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, f"{QUICK}&mnist.patience=1&mnist.min_delta=0.2&mnist.seed=41")
    expect(page.get_by_text("Training takes at most about")).to_be_visible()
    press(page, "train")
    expect(status(page)).to_contain_text(re.compile("starting|queued|epoch"))
    expect(status(page)).to_contain_text("stopped by the rule", timeout=90_000)
    expect(status(page)).to_contain_text("trained here")
    expect(sentence(page)).to_contain_text("stops at epoch")
    page.get_by_role("button", name="Take home").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-mnist-csv button").first.click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text())))
    assert rows[0]["epoch"] == "1"
    assert {"loss", "val_loss", "accuracy", "val_accuracy"} < set(rows[0])
    with page.expect_download() as waiting:
        page.locator(".st-key-mnist-script button").first.click()
    script = Path(waiting.value.path()).read_text()
    assert "EarlyStopping(" in script
    assert "min_delta=0.2" in script
    with page.expect_download() as waiting:
        page.locator(".st-key-mnist-notebook button").first.click()
    assert "min_delta=0.2" in "".join(nbformat.read(waiting.value.path(), 4).cells[7].source)
    with page.expect_download(timeout=60_000) as waiting:
        page.locator(".st-key-mnist-keras button").first.click()
    assert re.fullmatch(r"layerwise_mnist_[0-9a-f]{12}_epoch\d+\.keras", waiting.value.suggested_filename)
    assert zipfile.is_zipfile(waiting.value.path())
    page.keyboard.press("Escape")
    press(page, "train")  # the same recipe again: it is in the store
    expect(status(page)).to_contain_text("playing a recording")


def test_stop_keeps_what_there_is_and_the_result_can_be_looked_at(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, "mnist.rows=6000&mnist.epochs=100&mnist.seed=42&mnist.past_stop=true")
    press(page, "train")
    expect(status(page)).to_contain_text(re.compile(r"epoch [2-9] of 100"), timeout=90_000)
    press(page, "stop")
    expect(status(page)).to_contain_text("stopped after", timeout=30_000)
    page.locator(".st-key-mnist-step").get_by_text("Result", exact=True).click()
    settle(page)
    expect(page.get_by_text("Stopped by hand")).to_be_visible()


def test_who_closes_the_tab_comes_back_by_the_link(browser: Browser, page: Page, app_url: str) -> None:
    settings = "mnist.rows=12000&mnist.epochs=30&mnist.seed=43&mnist.past_stop=true"
    open_mnist(page, app_url, settings)
    press(page, "train")
    expect(status(page)).to_contain_text(re.compile(r"epoch \d+ of 30"), timeout=90_000)
    url = page.url
    page.close()
    context = new_context(browser)
    again = context.new_page()
    again.goto(url)
    expect(status(again)).to_contain_text(re.compile(r"epoch \d+ of 30|finished: 30"), timeout=60_000)
    expect(status(again)).to_contain_text("finished: 30 epochs", timeout=120_000)
    context.close()


def test_a_loss_that_becomes_infinite_ends_in_a_sentence(page: Page, app_url: str) -> None:
    settings = "mnist.activation=linear&mnist.optimizer=sgd&mnist.learning_rate=10&mnist.scaling=false"
    open_mnist(page, app_url, f"{QUICK}&{settings}&mnist.seed=44")
    press(page, "train")
    expect(status(page)).to_contain_text("the loss became infinite", timeout=90_000)
    expect(page.locator(".picture").first).to_be_visible()


@pytest.mark.parametrize("step", ["Look", "Prepare", "model", "train", "rule", "result"])
def test_every_step_opens_by_its_link(page: Page, app_url: str, step: str) -> None:
    open_mnist(page, app_url, f"mnist.step={step}&mnist.patience=7")
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    expect(page.get_by_text("Complete the sentence.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"mnist\.patience=7"))  # also where it is not on the screen


def test_an_address_with_nonsense_is_answered_in_sentences(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, "mnist.patience=900&mnist.hidden_units=8,,1&mnist.colour=red&mnist.step=Bake")
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    expect(page.get_by_text("`patience`").or_(page.get_by_text("mnist.patience")).first).to_be_visible()
    expect(page.get_by_text("hidden_units has")).to_be_visible()
    expect(sentence(page)).to_have_text("stops at epoch 8, keeps epoch 5")


def test_a_bad_recipe_does_not_freeze_the_rule(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, "mnist.hidden_units=600&mnist.patience=7")
    expect(page.get_by_text("hidden_units has a layer of 600 units")).to_be_visible()
    expect(sentence(page)).to_have_text("stops at epoch 19, keeps epoch 12")
    expect(page.locator(".st-key-mnist-train button").first).to_be_disabled()


def test_reset_puts_every_setting_back(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, "mnist.patience=9&mnist.seed=3&mnist.step=Rule")
    page.locator(".st-key-mnist-reset button").first.click()
    expect(page).to_have_url(re.compile(r"/mnist/?\??$"))
    settle(page)
    expect(sentence(page)).to_have_text("stops at epoch 8, keeps epoch 5")


def test_after_reset_the_next_control_holds_and_no_verdict_stands(page: Page, app_url: str) -> None:
    open_mnist(page, app_url)
    page.locator(".st-key-mnist-prediction").get_by_text("Higher").click()
    expect(page.locator(".st-key-mnist-verdict")).to_be_visible()
    press(page, "reset")
    expect(page.locator(".st-key-mnist-verdict")).to_have_count(0)
    settle(page)
    page.locator(".st-key-mnist-restore_best_weights label").first.click()
    expect(sentence(page)).to_have_text("stops at epoch 8, keeps epoch 8")
    settle(page)
    expect(page).to_have_url(re.compile("mnist.restore_best_weights=false"))
    expect(page.locator(".st-key-mnist-verdict")).to_have_count(0)
    expect(page.locator(".st-key-mnist-truth")).to_have_count(0)


def test_back_goes_to_the_step_before(page: Page, app_url: str) -> None:
    open_mnist(page, app_url)
    page.locator(".st-key-mnist-step").get_by_text("Rule", exact=True).click()
    expect(page).to_have_url(re.compile("mnist.step=rule"))
    settle(page)
    page.locator(".st-key-mnist-map").get_by_text("kept value").click()
    expect(page).to_have_url(re.compile("mnist.map=kept_value"))
    settle(page)
    page.go_back()
    expect(page.locator(".st-key-mnist-train")).to_be_visible()
    expect(page.locator(".st-key-mnist-map")).to_have_count(0)


def test_the_band_is_moved_by_keys_and_its_value_reaches_the_control(page: Page, app_url: str) -> None:
    open_mnist(page, app_url)
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


def test_dragging_the_band_sets_min_delta(page: Page, app_url: str) -> None:
    open_mnist(page, app_url)
    box = page.locator(".picture").get_by_role("slider", name="min_delta").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 20, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"mnist\.min_delta=0\.0[1-5]"))


def test_dropout_and_l2_have_a_control_and_stand_in_the_keras_lines(page: Page, app_url: str) -> None:
    open_mnist(page, app_url, "mnist.step=model&mnist.l2=0.0005")
    expect(page.get_by_text("L2(0.0005)").first).to_be_visible()
    page.get_by_text("Loss, dropout, L2, batch, seed").click()
    dropout = page.locator(".st-key-mnist-dropout input")
    dropout.fill("0.3")
    dropout.press("Enter")
    expect(page.get_by_text("Dropout(0.3)").first).to_be_visible()
    expect(page).to_have_url(re.compile("mnist.dropout=0.3"))


def test_a_prediction_shows_its_truth(page: Page, app_url: str) -> None:
    open_mnist(page, app_url)
    page.locator(".st-key-mnist-prediction").get_by_text("Higher").click()
    expect(page.locator(".st-key-mnist-verdict")).to_contain_text("best for the monitored value")
    expect(page.locator(".st-key-mnist-truth")).to_be_visible()


def test_a_deep_link_to_a_fresh_server_needs_no_click_and_nothing_is_left_behind(
    browser: Browser, tmp_path: Path
) -> None:
    server, url = start_app(tmp_path)
    context = new_context(browser)
    page = context.new_page()
    try:
        open_mnist(page, url)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(sentence(page)).to_contain_text("stops at epoch 8")
        app = psutil.Process(server.pid)
        wait_for(lambda: len(app.children(recursive=True)) >= 3, what="the workers")
        family = [app, *app.children(recursive=True)]
    finally:
        context.close()
        server.send_signal(signal.SIGKILL)
        server.wait()
    wait_until_dead(family)
