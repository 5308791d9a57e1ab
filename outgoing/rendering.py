"""The program that drives the browser, in a process of its own: ``python -m outgoing.rendering``.

Reads one line of JSON (the fields of Order), writes ``answer.json`` into the folder that it names. When its
input ends, whoever asked is gone: it kills everything it started and itself.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from outgoing import session
from outgoing.rendering_order import ANSWER, Order

_POLL: Final = 0.25
_ARGUMENTS: Final = (
    "--headless=new", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync",
    "--disable-domain-reliability", "--disable-breakpad", "--disable-crash-reporter", "--no-first-run",
    "--no-default-browser-check", "--no-pings", "--mute-audio", "--metrics-recording-only",
    "--disable-search-engine-choice-screen", "--blink-settings=imagesEnabled=false",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--window-size=1280,1600",
)  # fmt: skip


def main() -> None:
    order = Order(**json.loads(sys.stdin.readline()))
    threading.Thread(target=_end_with_who_asked, args=(order.folder,), daemon=True).start()
    try:
        said = _rendered(order)
    except WebDriverException as error:
        said = {"fault": (error.msg or type(error).__name__).splitlines()[0][:300]}
    except Exception as error:
        said = {"fault": f"the browser failed: {type(error).__name__}"}
    draft = Path(order.folder) / "draft.json"
    draft.write_text(json.dumps(said), "ascii")
    draft.rename(Path(order.folder) / ANSWER)
    # its end would stop the thread, which may just be ending the browser because who asked is gone
    session.kill(os.getsid(0), order.folder)


def _end_with_who_asked(folder: str) -> None:
    sys.stdin.read()
    session.kill(os.getsid(0), folder)
    os.kill(os.getpid(), signal.SIGKILL)


def _rendered(order: Order) -> dict[str, Any]:
    until = time.monotonic() + order.seconds
    browser = Chrome(options=_options(order), service=Service(order.driver))
    browser.set_page_load_timeout(order.seconds)
    browser.set_script_timeout(order.seconds)
    try:
        browser.get(order.url)
    except TimeoutException:
        browser.execute_script("window.stop()")  # what is there may be all that matters
    _settle(browser, until)
    length = int(browser.execute_script("return document.documentElement.outerHTML.length"))
    if length > order.max_length:
        return {"too_large": length}
    status = browser.execute_script(
        "const entry = performance.getEntriesByType('navigation')[0]; return entry ? entry.responseStatus : 0"
    )
    return {"url": browser.current_url, "status": int(status or 0), "html": browser.page_source}


def _settle(browser: Chrome, until: float) -> None:
    """Until the page has not grown for three looks."""
    seen: list[int] = []
    while time.monotonic() < until and not (len(seen) > 2 and len(set(seen[-3:])) == 1):
        time.sleep(_POLL)
        seen.append(int(browser.execute_script("return document.documentElement.outerHTML.length")))


def _options(order: Order) -> ChromeOptions:
    options = ChromeOptions()
    options.binary_location = order.chromium
    options.unhandled_prompt_behavior = "dismiss"
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()  # it does not start as root
    for argument in (
        *_ARGUMENTS,
        *sandbox,
        f"--user-data-dir={order.folder}/profile",
        f"--user-agent={order.user_agent}",
        f"--proxy-server=http://{order.proxy}",
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download_restrictions": 3})
    return options


if __name__ == "__main__":
    main()
