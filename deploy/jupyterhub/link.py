"""Print the links that open the course on a hub, one for each lesson and set.

    python deploy/jupyterhub/link.py https://hub.example.edu https://github.com/you/changing-sides

A student who clicks gets the newest files, keeps what was changed, and sees the page. Python's
standard library is enough.
"""

import argparse
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "changing-sides"


def link(hub, repository, page, branch="main", folder=FOLDER):
    """Return the link that brings `page` (like 'notebooks/00_start_here.ipynb') to a student.

    `hub`: address of the hub. `repository`: address that git clones from. `folder`: where the
    course lies in the student's home. It is always named: without it the folder would be called
    as the end of the address, 'course.git' say, and the link would look for the page elsewhere.
    """
    asked = {
        "repo": repository,
        "branch": branch,
        "targetPath": folder,
        "urlpath": f"lab/tree/{folder}/{page}",
    }
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(asked)}"


def main():
    """Print a title and a link for each lesson and set."""
    asks = argparse.ArgumentParser(description="Print the links that open the course on a hub.")
    asks.add_argument("hub", help="address of the hub, like https://hub.example.edu")
    asks.add_argument("repository", help="address that git clones from")
    asks.add_argument("--branch", default="main")
    asks.add_argument("--folder", default=FOLDER, help=f"in the student's home: {FOLDER}")
    asked = asks.parse_args()
    for place in ("notebooks", "exercises"):
        for path in sorted((ROOT / place).glob("[0-9][0-9]_*.ipynb")):
            page = f"{place}/{path.name}"
            print(page)
            print(f"  {link(asked.hub, asked.repository, page, asked.branch, asked.folder)}")


if __name__ == "__main__":
    main()
