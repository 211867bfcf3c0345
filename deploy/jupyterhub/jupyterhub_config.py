"""A hub for one class on one Linux server: each student an account, the course comes by a link.

Whoever has a hub already takes from here what stands under 'For the course'.
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 (JupyterHub gives it)
BIN = Path(sys.prefix) / "bin"
STATE = Path(sys.prefix) / "hub-state"
STATE.mkdir(mode=0o700, exist_ok=True)

# --- For the course ---------------------------------------------------------------------------

c.Spawner.default_url = "/lab"
# A class logs in within the same minute. Where the cores are few, servers start one after the
# other, and JupyterHub's own limits (60 and 30 seconds) would give up on the last ones.
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180
# A server that nobody touched for an hour ends; what was saved stays. This is what bounds the
# memory of a server on which forty people have an account and fifteen are in the room.
c.JupyterHub.load_roles = [
    {
        "name": "culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["culler"],
    }
]
c.JupyterHub.services = [
    {
        "name": "culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"],
    }
]

# --- For this server --------------------------------------------------------------------------

# On this computer only. Outside stands a web server with https that hands requests on.
c.JupyterHub.bind_url = os.environ.get("HUB_URL", "http://127.0.0.1:8000")
c.JupyterHub.hub_bind_url = os.environ.get("HUB_API", "http://127.0.0.1:8081")
c.JupyterHub.db_url = f"sqlite:///{STATE / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.ConfigurableHTTPProxy.api_url = os.environ.get("HUB_PROXY_API", "http://127.0.0.1:8001")
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")
c.ConfigurableHTTPProxy.command = [str(BIN / "node"), str(BIN / "configurable-http-proxy")]
c.Spawner.cmd = [str(BIN / "jupyterhub-singleuser")]

if password := os.environ.get("HUB_TRIAL_PASSWORD"):
    # To try it out: any name with this password comes in, and all servers run as you, so that
    # everybody in can read and change everything of yours. Hence on this computer only.
    if not c.JupyterHub.bind_url.startswith("http://127.0.0.1:"):
        sys.exit("HUB_TRIAL_PASSWORD goes with an address at http://127.0.0.1: only.")
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = password
    c.Authenticator.allow_all = True
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = os.environ["HUB_TRIAL_HOMES"] + "/{username}"
    if os.geteuid() == 0:
        c.Spawner.args = ["--allow-root"]
else:
    # The accounts of this server and their passwords (PAM); the hub has to run as root then.
    # `sudo adduser NAME` makes one. Only members of this group come in: `sudo groupadd students`.
    c.PAMAuthenticator.allowed_groups = {"students"}
