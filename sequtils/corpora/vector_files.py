"""Published word vectors by name: where their files are.

They are looked for as the corpora of `sequtils.corpora.files` are. An archive is downloaded once
and kept; the file that is wanted is unpacked into the cache.

    WordVectors.load(vector_files.path("glove.6B.50d"), format="glove")
    WordVectors.load(vector_files.path("wiki-news-300d-1M"), format="text")
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sequtils.arguments import require_one_of
from sequtils.atomic import atomic_write
from sequtils.corpora.cache import cache_dir
from sequtils.corpora.files import Published, locate


class VectorFile(NamedTuple):
    """A file of vectors, and how to read it.

    Attributes:
        published: The file, or the archive that holds it.
        member: Its name in the archive; None if it is no archive.
        format: What `sequtils.static.WordVectors.load` calls its format.
    """

    published: Published
    member: str | None
    format: str


# Six billion words of Wikipedia and newswire; two billion tweets (Pennington, Socher & Manning,
# 2014, doi:10.3115/v1/D14-1162).
_GLOVE_6B = Published(
    name="glove.6B",
    digests={"glove.6B.zip": "617afb2fe6cbd085c235baf7a465b96f4112bd7f7ccb2b2cbd649fed9cbcf2fb"},
    url="https://nlp.stanford.edu/data/glove.6B.zip",
    size=862_182_613,
)
_GLOVE_TWITTER = Published(
    name="glove.twitter.27B",
    digests={
        "glove.twitter.27B.zip": "792af52f795d1a32c9842a3240f5f3fe5e941a8ff6df5eb0f9d668092ebc019c"
    },
    url="https://nlp.stanford.edu/data/glove.twitter.27B.zip",
    size=1_520_408_563,
)
# Words of the Common Crawl: 42 billion in small letters, 840 billion as they were written.
_GLOVE_42B = Published(
    name="glove.42B",
    digests={
        "glove.42B.300d.zip": "03d5d7fa28e58762ace4b85fb71fe86a345ef0b5ff39f5390c14869da0fc1970"
    },
    url="https://nlp.stanford.edu/data/glove.42B.300d.zip",
    size=1_877_800_501,
)
_GLOVE_840B = Published(
    name="glove.840B",
    digests={
        "glove.840B.300d.zip": "c06db255e65095393609f19a4cfca20bf3a71e20cc53e892aafa490347e3849f"
    },
    url="https://nlp.stanford.edu/data/glove.840B.300d.zip",
    size=2_176_768_927,
)
# The 11,925 words of glove.twitter.27B.25d that are frequent in English.
_GLOVE_TWITTER_SMALL = Published(
    name="glove-twitter-25d-12k",
    digests=dict.fromkeys(
        ("vectors_small/glove_twitter_25d_12k.txt", "glove_twitter_25d_12k.txt"),
        "bec4b94e97bd5dce096f020987211bfa2bd3690952689a11aecf55c25fac36cc",
    ),
    url=None,
    size=2_575_210,
)
# fastText with n-grams, the words' own vectors only (Mikolov, Grave, Bojanowski, Puhrsch & Joulin,
# 2018, Advances in Pre-Training Distributed Word Representations, arXiv:1712.09405).
_WIKI_NEWS = Published(
    name="wiki-news-300d-1M",
    digests={
        "wiki-news-300d-1M.vec.zip": (
            "bdeb85f44892c505953e3654183e9cb0d792ee51be0992460593e27198d746f8"
        )
    },
    url="https://dl.fbaipublicfiles.com/fasttext/vectors-english/wiki-news-300d-1M.vec.zip",
    size=681_808_098,
)

VECTORS = MappingProxyType(
    {
        **{
            f"{archive.name}.{D}d": VectorFile(archive, f"{archive.name}.{D}d.txt", "glove")
            for archive, lengths in (
                (_GLOVE_6B, (50, 100, 200, 300)),
                (_GLOVE_42B, (300,)),
                (_GLOVE_840B, (300,)),
                (_GLOVE_TWITTER, (25, 50, 100, 200)),
            )
            for D in lengths
        },
        _GLOVE_TWITTER_SMALL.name: VectorFile(_GLOVE_TWITTER_SMALL, None, "glove"),
        _WIKI_NEWS.name: VectorFile(_WIKI_NEWS, "wiki-news-300d-1M.vec", "text"),
    }
)


def path(name: str) -> Path:
    """Return where a file of published vectors is, downloading and unpacking it if need be.

    Args:
        name: A key of `VECTORS`, such as "glove.6B.50d".

    Returns:
        The path of a text file, in the format that `VECTORS[name].format` names.

    Raises:
        ValueError: If there are no vectors of that name, $SEQUTILS_DATA is not a folder, or a file
            is not the published one.
        FileNotFoundError: If the file is neither here nor can be downloaded.

    Example:
        >>> path("glove.6B.51d")
        Traceback (most recent call last):
        ValueError: name must be one of glove.6B.50d, ... not 'glove.6B.51d'.
    """
    require_one_of("name", name, VECTORS)
    published, member, _ = VECTORS[name]
    found = locate(published)
    return found if member is None else _unpacked(found, member)


def _unpacked(archive: Path, member: str) -> Path:
    """Unpack a member of an archive into the cache, unless it is there in full."""
    target = cache_dir() / member
    with zipfile.ZipFile(archive) as files:
        size = files.getinfo(member).file_size
        if not target.is_file() or target.stat().st_size != size:
            with files.open(member) as source, atomic_write(target, "wb") as file:
                shutil.copyfileobj(source, file, 1 << 20)
    return target
