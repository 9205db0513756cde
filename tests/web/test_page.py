"""The page in a real browser: Debian's Chromium without a window, driven by Playwright."""

import socket
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

uvicorn: Any = pytest.importorskip("uvicorn", reason="the server needs the extra serve")
playwright: Any = pytest.importorskip("playwright.sync_api", reason="needs playwright")

from fakes import PatternPainter  # noqa: E402
from instructcv import InstructCV  # noqa: E402
from instructcv.feedback.store import Store  # noqa: E402
from instructcv.web.app import build  # noqa: E402
from instructcv.web.settings import ServerSettings  # noqa: E402

from .conftest import jpeg  # noqa: E402

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("page") / "feedback")


@pytest.fixture(scope="module")
def address(store: Store) -> Generator[str]:
    settings = ServerSettings(feedback=store.root)
    sock = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build(InstructCV(PatternPainter()), settings), log_level="warning"))
    thread = threading.Thread(target=server.run, args=([sock],))
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="module")
def browser() -> Generator[Any]:
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture
def page(browser: Any, address: str) -> Generator[Any]:
    """An open page that must not fail, nor ask anybody else for anything."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on(
        "request", lambda asked: None if asked.url.startswith((address, "blob:", "data:")) else wrong.append(asked.url)
    )
    opened.goto(address)
    yield opened
    context.close()
    assert not wrong


def ask(page: Any, instruction: str) -> str:
    """Choose a photo if there is none, ask, wait; returns the headline."""
    if page.locator("#empty").is_visible():
        page.set_input_files("#file", {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
        page.wait_for_selector("#frame:not([hidden])")
    page.fill("#instruction", instruction)
    page.press("#instruction", "Enter")
    page.wait_for_selector("#busy", state="hidden")
    page.wait_for_selector("#told:not([hidden])")
    return page.inner_text("#headline")


def pixel(page: Any, canvas: str, x: int, y: int) -> list[int]:
    return page.evaluate(
        f"() => [...document.getElementById('{canvas}').getContext('2d').getImageData({x},{y},1,1).data]"
    )


def move_to(page: Any, x: float, y: float) -> None:
    """Point at a place of the photo, as shares of its size."""
    box = page.locator("#frame").bounding_box()
    page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])


def test_regions_are_drawn_in_their_colours_with_their_shares(page: Any) -> None:
    assert ask(page, "segment the cat and the dog") == "Found: cat, dog"
    shown = page.inner_text("#legend")
    assert "cat" in shown and "dog" in shown and "33 %" in shown
    assert pixel(page, "answer", 5, 20)[3] > 0 and pixel(page, "answer", 63, 20)[3] == 0  # the black rest is bare
    move_to(page, 0.1, 0.5)
    assert page.inner_text("#probe") == "cat"
    assert "Understood: segmentation of cat, dog" in page.inner_text("#understood")
    assert "clean" in page.inner_text("#trust")


def test_the_slider_uncovers_the_photo_from_the_keyboard(page: Any) -> None:
    ask(page, "segment the cat")
    page.focus("#slider")
    page.keyboard.press("Home")
    assert "100%" in page.evaluate("() => document.getElementById('answer').style.clipPath")


def test_boxes_have_scores_and_depth_is_read_in_metres(page: Any) -> None:
    assert ask(page, "box the chairs") == "1 found"
    move_to(page, 0.5, 0.5)
    assert page.inner_text("#probe").startswith("chair 0.")
    assert "m to" in ask(page, "how far away is everything?")
    page.wait_for_function("() => document.querySelector('#legend .scale')")
    move_to(page, 0.5, 0.05)
    far = float(page.inner_text("#probe").split()[0])
    move_to(page, 0.5, 0.95)
    assert float(page.inner_text("#probe").split()[0]) < far


def test_the_answer_is_read_from_the_keyboard(page: Any) -> None:
    ask(page, "segment the cat and the dog")
    page.focus("#stage")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowLeft")
    assert page.inner_text("#probe") == "cat"
    for _ in range(12):
        page.keyboard.press("Shift+ArrowRight")
    assert page.inner_text("#probe") == "nothing"


def test_classes_have_probabilities(page: Any) -> None:
    assert ask(page, "is it a cat or a dog?").startswith("Cat (")
    assert "none of these" in page.inner_text("#legend")


def test_what_else_a_sentence_asks_is_one_press_away(page: Any) -> None:
    ask(page, "box the chairs")
    boxes: list[Any] = []

    def with_more(route: Any) -> None:
        """A sentence that asks for two things gets the second one's answer in `also`."""
        told = route.fetch().json()
        if boxes:
            told["answers"][0]["also"] = [boxes[0]]
        boxes.append(told["answers"][0])
        route.fulfill(json=told)

    page.route("**/v1/predict", with_more)
    ask(page, "box the chairs")
    assert ask(page, "segment the cat") == "Found: cat"
    page.click("#others button:nth-child(2)")
    assert page.inner_text("#headline") == "1 found"
    page.click("#others button:nth-child(1)")
    assert page.inner_text("#headline") == "Found: cat"


def test_a_photo_comes_by_example_by_drop_and_by_paste(page: Any) -> None:
    page.click("#examples button:nth-child(2)")
    page.wait_for_selector("#frame:not([hidden])")
    page.click("#another")
    for event, transfer in (("drop", "dataTransfer"), ("paste", "clipboardData")):
        page.evaluate(
            """async ([event, transfer]) => {
                const blob = await (await fetch('/static/examples/cat.jpg')).blob();
                const data = new DataTransfer();
                data.items.add(new File([blob], 'cat.jpg', {type: 'image/jpeg'}));
                const Kind = event === 'drop' ? DragEvent : ClipboardEvent;
                document.dispatchEvent(new Kind(event, {[transfer]: data, bubbles: true, cancelable: true}));
            }""",
            [event, transfer],
        )
        page.wait_for_selector("#frame:not([hidden])")
        assert page.evaluate("() => document.getElementById('photo').width") == 451
        page.click("#another")


def test_files_can_be_had(page: Any) -> None:
    ask(page, "how far away is everything?")
    page.click("#more summary")
    page.wait_for_selector("#files a")
    names = page.locator("#files a").all_inner_texts()
    assert {"overlay.png", "depth.npy", "result.json"} <= set(names)
    with page.expect_download() as download:
        page.click("#files a:has-text('depth.npy')")
    assert Path(download.value.path()).read_bytes().startswith(b"\x93NUMPY")


def test_what_goes_wrong_is_said_where_it_is_seen(page: Any) -> None:
    page.fill("#instruction", "segment the cat")
    page.press("#instruction", "Enter")
    assert "First choose a photo" in page.inner_text("#problem")
    page.set_input_files("#file", {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": b"no photo"})
    page.wait_for_function("() => document.getElementById('problem').textContent.includes('cannot read')")


def test_an_answer_is_shown_within_a_second_of_the_servers(page: Any) -> None:
    page.set_input_files("#file", {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": jpeg(size_wh=(640, 480))})
    page.fill("#instruction", "segment the cat and the dog")
    with page.expect_response("**/v1/predict") as answer:
        page.press("#instruction", "Enter")
    answer.value.finished()
    started = time.monotonic()
    page.wait_for_selector("#told:not([hidden])")
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("width", [360, 820, 1400])
def test_nothing_is_wider_than_the_window(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    ask(page, "segment the cat and the dog")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_everything_is_reached_with_the_keyboard(page: Any) -> None:
    ask(page, "segment the cat")
    seen: set[str] = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("() => document.activeElement.id || document.activeElement.dataset.verdict || ''"))
    assert {"instruction", "go", "slider", "another", "good", "bad", "nothing", "correct"} <= seen


def kept(store: Store) -> Any:
    """The newest correction."""
    return list(store)[-1]


def drag(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    move_to(page, *start)
    page.mouse.down()
    move_to(page, *end)
    page.mouse.up()


def test_what_is_right_is_shown_with_the_mouse_and_kept(page: Any, store: Store) -> None:
    ask(page, "segment the cat and the dog")
    page.click("#correct")
    page.click("text=Clear it")
    drag(page, (0.8, 0.3), (0.8, 0.7))
    page.click("text=Save the correction")
    page.wait_for_selector("#thanks:not([hidden])")
    cat, dog = sorted(kept(store).sample().instances, key=lambda item: item.category)
    assert 0.7 < cat.box_xyxy_px[0] / 64 < cat.box_xyxy_px[2] / 64 < 0.9 and dog.mask.any()
    ask(page, "box the chairs")
    page.click("#correct")
    drag(page, (0.25, 0.25), (0.15, 0.2))  # a corner
    drag(page, (0.85, 0.05), (0.97, 0.2))  # a new one
    page.click("text=Save the correction")
    page.wait_for_selector("#thanks:not([hidden])")
    first, second = (item.box_xyxy_px for item in kept(store).sample().instances)
    assert first[0] == pytest.approx(0.15 * 64, abs=1) and second[0] == pytest.approx(0.85 * 64, abs=1)


def test_depths_and_classes_are_corrected_from_the_keyboard_too(page: Any, store: Store) -> None:
    ask(page, "how far away is everything?")
    page.wait_for_function("() => document.querySelector('#legend .scale')")
    page.click("#correct")
    move_to(page, 0.5, 0.9)
    page.mouse.click(
        *page.evaluate(
            "() => { const b = document.getElementById('tool').getBoundingClientRect(); return [b.x + b.width / 2, b.y + 0.9 * b.height]; }"
        )
    )
    page.fill("#tools input[type=number]", "2.5")
    page.click("text=Save the correction")
    page.wait_for_selector("#thanks:not([hidden])")
    assert kept(store).sample().depth_m[43, 32] == pytest.approx(2.5, rel=0.03)
    ask(page, "is it a cat or a dog?")
    page.focus("#correct")
    page.keyboard.press("Enter")
    page.focus("#tools input[value=dog]")
    page.keyboard.press("Space")
    page.click("text=Save the correction")
    page.wait_for_selector("#thanks:not([hidden])")
    assert kept(store).sample().label == "dog"
    ask(page, "segment the cat")
    page.click("text=Nothing is there")
    page.wait_for_selector("#thanks:not([hidden])")
    assert kept(store).verdict == "nothing"
