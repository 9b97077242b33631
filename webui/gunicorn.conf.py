"""How gunicorn serves Kliping; each value can be changed on its command line or by an environment variable below.

Threads share one snapshot of the index and its caches, so a process for every core is enough. Nothing is loaded before
the fork: an index that is opened there would share file positions between processes.
"""

import os

import gunicorn.http.message

bind = os.environ.get("KLIPING_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("KLIPING_WORKERS", "2"))
threads = int(os.environ.get("KLIPING_THREADS", "4"))
worker_class = "gthread"
preload_app = False
# A query stops by itself at KLIPING_QUERY_TIMEOUT_S; a worker that is silent for longer than any answer is stuck.
timeout = max(30, int(3 * float(os.environ.get("KLIPING_QUERY_TIMEOUT_S", "5"))))
graceful_timeout = 15
control_socket_disable = True  # it would lie in the home folder, one for all servers of a user; we have no use for it
max_requests = 20000
max_requests_jitter = 2000
# gunicorn bounds the request line at 8 kB or not at all. A query of 1,000 Arabic letters is 6 kB once it is
# percent-encoded, its filters come on top, and a longer one is to be answered with the parameter that is at fault, not
# with a bare 414.
gunicorn.http.message.MAX_REQUEST_LINE = 128 * 1024
limit_request_line = 128 * 1024
accesslog = "-"
access_log_format = '%(h)s "%(r)s" %(s)s %(b)s %(L)ss'
