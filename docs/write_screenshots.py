"""The page's pictures in this folder, taken anew in Debian's Chromium with the model inside the package.

python docs/write_screenshots.py
"""

import argparse
import socket
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from instructcv import InstructCV
from instructcv.web.app import build
from instructcv.web.settings import ServerSettings

HERE = Path(__file__).parent
SHOTS = (
    # name, width, height, dark, the example's place, instruction
    ("page_light", 1180, 800, False, 1, "segment the person, the wall and the table"),
    ("page_dark", 1180, 800, True, 3, "how far away is everything?"),
    ("page_phone", 390, 844, False, 1, "where are the people? box them"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args()
    sock = socket.create_server(("127.0.0.1", 0))
    settings = ServerSettings(feedback=Path(tempfile.mkdtemp()))
    server = uvicorn.Server(uvicorn.Config(build(InstructCV.from_pretrained(), settings), log_level="warning"))
    thread = threading.Thread(target=server.run, args=([sock],))
    thread.start()
    while not server.started:
        time.sleep(0.05)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for name, width, height, dark, example, instruction in SHOTS:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
            )
            page.goto(f"http://127.0.0.1:{sock.getsockname()[1]}")
            page.click(f"#examples button:nth-child({example})")
            page.wait_for_selector("#frame:not([hidden])")
            page.fill("#instruction", instruction)
            page.press("#instruction", "Enter")
            page.wait_for_selector("#told:not([hidden])", timeout=60_000)
            page.wait_for_timeout(800)
            box = page.locator("#frame").bounding_box()
            if box and dark:  # the depth under the pointer
                page.mouse.move(box["x"] + 0.62 * box["width"], box["y"] + 0.55 * box["height"])
            page.screenshot(path=options.out / f"{name}.jpg", type="jpeg", quality=85)
            page.close()
        browser.close()
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
