"""What this site needs beyond the public Sphinx extensions.

- MathJax comes from an installed package and is one file, so that pages work without a network.
- Every notebook can be downloaded, although Sphinx publishes no sources.
- Two buttons on every notebook page: download it, or open it in the reader's own JupyterLab.
- Binder and Colab buttons appear only where there is a repository they can open.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

# The port of `make lab`.
JUPYTERLAB = "http://localhost:8888/lab/tree"
# Draws formulas as SVG from this one file: no fonts, no further scripts, so file:// is enough.
MATHJAX = "tex-svg-full.js"


def hide_launch_services(app: Sphinx, config: Config) -> None:
    """Drop the launch services while `repository.url` is empty; the theme would fail on them."""
    options = config.html_theme_options
    if not options.get("repository_url"):
        options.pop("launch_buttons", None)


def copy_mathjax(app: Sphinx) -> None:
    """Copy MathJax into the static files, where `mathjax_path` points."""
    if app.builder.format != "html":
        return
    package = Path(find_spec("sphinx-mathjax-offline").origin).parent
    target = Path(app.outdir, "_static", "mathjax", MATHJAX)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / "static" / "mathjax" / MATHJAX, target)


def notebook_of(app: Sphinx, pagename: str) -> Path | None:
    """The notebook a page is made from; None for the other pages."""
    if pagename not in app.env.found_docs:
        return None
    source = Path(app.env.doc2path(pagename))
    return source if source.suffix == ".ipynb" else None


def add_notebook_buttons(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Copy the notebook beside the site and put two buttons into the header of its page."""
    source = notebook_of(app, pagename)
    if source is None:
        return
    download = Path("_downloads", pagename).with_suffix(".ipynb")
    target = Path(app.outdir, download)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    path = source.relative_to(app.srcdir).as_posix()
    context["header_buttons"][:0] = [
        {
            "type": "link",
            "url": f"{JUPYTERLAB}/{path}",
            "text": "Open in JupyterLab",
            "icon": "fas fa-laptop-code",
            "tooltip": "Opens this notebook in the JupyterLab that make lab starts on port 8888",
            "label": "open-jupyterlab",
        },
        {
            "type": "link",
            "url": context["pathto"](download.as_posix(), 1),
            "text": "Download .ipynb",
            "icon": "fas fa-download",
            "tooltip": "Download this page as a notebook",
            "label": "download-notebook",
        },
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the functions above to the events of a build."""
    app.connect("config-inited", hide_launch_services)
    app.connect("builder-inited", copy_mathjax)
    # After the theme, which fills header_buttons at 501.
    app.connect("html-page-context", add_notebook_buttons, priority=502)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
