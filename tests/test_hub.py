"""The hub's links and settings; `make hub-test` lets students through a real hub."""

import re
import sys
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from conftest import LESSONS, ROOT, STUDENT_SETS

HUB = ROOT / "deploy" / "jupyterhub"
README = (HUB / "README.md").read_text("utf-8")
sys.path.insert(0, str(HUB))

import link  # noqa: E402


class Settings:
    """What JupyterHub hands to a config file: settings appear when they are named."""

    def __getattr__(self, name):
        """Make a group of settings that is named for the first time."""
        made = SimpleNamespace()
        setattr(self, name, made)
        return made


def settings(monkeypatch, tmp_path, **environment):
    """Return the settings of jupyterhub_config.py with these words in the environment."""
    for name in ("HUB_URL", "HUB_TRIAL_PASSWORD", "HUB_TRIAL_HOMES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    made = Settings()
    code = (HUB / "jupyterhub_config.py").read_text("utf-8")
    exec(compile(code, "jupyterhub_config.py", "exec"), {"get_config": lambda: made})
    return made


def test_a_link_always_says_where_the_course_goes():
    made = link.link("https://hub.example.edu/", "https://git.example/a course.git", "notebooks/x")
    asked = parse_qs(urlsplit(made).query)
    assert made.startswith("https://hub.example.edu/hub/user-redirect/git-pull?")
    assert asked == {
        "repo": ["https://git.example/a course.git"],
        "branch": ["main"],
        "targetPath": ["changing-sides"],
        "urlpath": ["lab/tree/changing-sides/notebooks/x"],
    }


def test_there_is_a_link_for_each_lesson_and_set(monkeypatch, capsys):
    monkeypatch.setattr(
        sys, "argv", ["link.py", "https://hub.example.edu", "https://git.example/c"]
    )
    link.main()
    lines = capsys.readouterr().out.splitlines()
    pages = [p.relative_to(ROOT).as_posix() for p in (*LESSONS, *STUDENT_SETS)]
    assert lines[::2] == pages
    for page, address in zip(pages, lines[1::2], strict=True):
        assert parse_qs(urlsplit(address.strip()).query)["urlpath"][0].endswith(page)


def test_without_the_trial_word_only_students_of_this_server_come_in(monkeypatch, tmp_path):
    made = settings(monkeypatch, tmp_path)
    assert made.PAMAuthenticator.allowed_groups == {"students"}
    assert "authenticator_class" not in vars(made.JupyterHub), "PAM is JupyterHub's own choice"
    assert made.JupyterHub.bind_url.startswith("http://127.0.0.1:"), "https stands before it"


def test_the_trial_is_for_this_computer_only(monkeypatch, tmp_path):
    trial = {"HUB_TRIAL_PASSWORD": "a long word", "HUB_TRIAL_HOMES": str(tmp_path)}
    made = settings(monkeypatch, tmp_path, **trial)
    assert made.JupyterHub.authenticator_class == "shared-password"
    with pytest.raises(SystemExit, match="127.0.0.1"):
        settings(monkeypatch, tmp_path, HUB_URL="http://0.0.0.0:8000", **trial)


def test_the_page_for_kubernetes_names_what_is_pinned():
    pinned = (HUB / "requirements.txt").read_text("utf-8")
    assert re.search(r"nbgitpuller==\S+", README.replace('"', " "))[0] in pinned.split()
    values = yaml.safe_load(re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1])
    image = values["singleuser"]["image"]
    assert f"--image-name {image['name']}:{image['tag']} " in README
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{image["tag"]}"' in project, "the image's tag is the release"
