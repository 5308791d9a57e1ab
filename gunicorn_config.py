"""How the web server runs. Threads wait for slow clients; slow work is the worker's."""

import threading

from app.core.skills.extract import extract
from app.settings import load_settings

settings = load_settings()


def post_worker_init(_worker):
    """Make the index of skills while the first pages are served: two seconds that no upload should wait for."""
    threading.Thread(target=extract, args=("warm",), daemon=True).start()


bind = f"{settings.bind}:{settings.port}"
workers = settings.web_workers
worker_class = "gthread"
threads = settings.web_threads
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None  # the application logs its requests itself
errorlog = "-"
loglevel = "warning"
forwarded_allow_ips = "127.0.0.1"
control_socket_disable = True
