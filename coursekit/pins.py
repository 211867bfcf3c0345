"""Write the lists of exact versions (students, tests, bench, hub) from the short lists beside them.

uv resolves for Python 3.11 to 3.14 on Linux, macOS and Windows at once, and writes plain
``name==version ; marker`` lines. Called by ``make pins``.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTS = (
    "requirements",
    "requirements-dev",
    "requirements-bench",
    "deploy/jupyterhub/requirements",
)


def main():
    """Resolve the lists; stop where uv cannot."""
    for name in LISTS:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "uv",
                "pip",
                "compile",
                "--universal",
                "--upgrade",
                "--python-version",
                "3.11",
                "--no-header",
                "--no-annotate",
                "--quiet",
                f"{name}.in",
                "-o",
                f"{name}.txt",
            ],
            cwd=ROOT,
            check=True,
        )
        print(f"{name}.txt is resolved. Now: make test")


if __name__ == "__main__":
    main()
