"""Word Mover's Distance: how far the words of one document must travel to become another.

Exact by linear programming, bounded from below by two cheaper distances, approached from above by
entropic regularisation; and a search that finds the nearest documents and solves few of the
programs.
"""

from sequtils.static.wmd.bounds import Relaxed, centroid_distance, relaxed_distance
from sequtils.static.wmd.documents import Bag, bag
from sequtils.static.wmd.exact import Transport, transport, word_movers_distance
from sequtils.static.wmd.search import Documents, Search
from sequtils.static.wmd.sinkhorn import sinkhorn, sinkhorn_transport

__all__ = [
    "Bag",
    "Documents",
    "Relaxed",
    "Search",
    "Transport",
    "bag",
    "centroid_distance",
    "relaxed_distance",
    "sinkhorn",
    "sinkhorn_transport",
    "transport",
    "word_movers_distance",
]
