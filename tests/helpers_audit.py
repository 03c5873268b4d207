"""Two repositories that mean different things, and files and commits made in a line."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

APP = {
    ".github/CODEOWNERS": "* @acme/web\n/security/ @acme/security @acme/legal\n",
    "mkdocs.yml": "site_name: App\nsite_url: https://docs.acme.example/app/\n",
    "index.md": "# Start\n\nPaperplane is an end-to-end encrypted messenger.\n",
    "security/keys.md": "Whisperbird is end-to-end encrypted.\n\nPaperplane is not end-to-end "
    "encrypted.\n",
    "plain.md": "Nothing of the kind stands here.\n",
    "broken.md": b"# Br\xff\n\nPaperplane is end-to-end encrypted.\n",
}
BLOG = {
    "termcheck.toml": "exclude = ['*']\n",
    "meaning.md": "---\nauthor: Grace\ndate: 2026-02-03\n---\nBy end-to-end encrypted we mean that "
    "messages between two people are encrypted.\n",
    "news.md": "---\nauthor: {name: Ada}\ndate: 2026-01-02\nlastmod: 2026-03-04\n---\n"
    "Nimbus Ltd calls Paperplane end-to-end encrypted.\n\nParlour is end-to-end encrypted.\n",
}


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def git(folder: Path, *arguments: str, day: str = "2026-05-06") -> None:
    who = {f"GIT_{one}_NAME": "Linus" for one in ("AUTHOR", "COMMITTER")}
    who |= {f"GIT_{one}_EMAIL": "l@example.org" for one in ("AUTHOR", "COMMITTER")}
    who |= {f"GIT_{one}_DATE": f"{day}T12:00:00Z" for one in ("AUTHOR", "COMMITTER")}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(
        ["git", "-C", folder, *arguments], check=True, env=environment, capture_output=True
    )


def repository(folder: Path, files: dict[str, str | bytes], remote: str = "") -> Path:
    write(folder, files)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Write")
    if remote:
        git(folder, "remote", "add", "origin", remote)
    return folder
