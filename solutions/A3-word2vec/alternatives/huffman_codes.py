# ruff: noqa: E402, F811, F821
# %% sorted_lists
# Sorts the trees before each joining, and notes for each word the turns above it.
def huffman_codes(counts):
    codes = dict.fromkeys(range(len(counts)), "")
    trees = [(int(count), [word]) for word, count in enumerate(counts)]
    while len(trees) > 1:
        trees.sort(key=lambda tree: tree[0])
        (a, left), (b, right), *trees = trees
        codes.update({word: "0" + codes[word] for word in left})
        codes.update({word: "1" + codes[word] for word in right})
        trees.append((a + b, left + right))
    return [codes[word] for word in sorted(codes)]


# %% two_queues
# Joined trees come out in the order of their weights, so two queues are enough; walks down at last.
from collections import deque


def huffman_codes(counts):
    order = sorted(range(len(counts)), key=lambda word: counts[word])
    leaves, joined = deque((counts[word], word) for word in order), deque()

    def lightest():
        if not joined or (leaves and leaves[0][0] <= joined[0][0]):
            return leaves.popleft()
        return joined.popleft()

    while len(leaves) + len(joined) > 1:
        a, b = lightest(), lightest()
        joined.append((a[0] + b[0], (a[1], b[1])))
    codes = [""] * len(counts)
    below = [((leaves or joined)[0][1], "")]
    while below:
        tree, way = below.pop()
        if isinstance(tree, tuple):
            below += [(tree[0], way + "1"), (tree[1], way + "0")]
        else:
            codes[tree] = way
    return codes


# %% parents
# As the original program does: an array of parents, and a climb from each leaf.
import heapq


def huffman_codes(counts):
    heap = [(int(count), node) for node, count in enumerate(counts)]
    heapq.heapify(heap)
    parent, turn = {}, {}
    while len(heap) > 1:
        (a, light), (b, heavy) = heapq.heappop(heap), heapq.heappop(heap)
        new = len(counts) + len(parent) // 2
        parent[light] = parent[heavy] = new
        turn[light], turn[heavy] = "1", "0"
        heapq.heappush(heap, (a + b, new))
    codes = []
    for node in range(len(counts)):
        way = ""
        while node in parent:
            way, node = turn[node] + way, parent[node]
        codes.append(way)
    return codes


# %% recursion
# Objects for trees, in a list that stays sorted, and a function that walks down.
from bisect import insort


class Tree:
    def __init__(self, weight, word=None, below=()):
        self.weight, self.word, self.below = weight, word, below


def huffman_codes(counts):
    trees = sorted(
        (Tree(count, word) for word, count in enumerate(counts)), key=lambda tree: tree.weight
    )
    while len(trees) > 1:
        a, b = trees[:2]
        del trees[:2]
        insort(trees, Tree(a.weight + b.weight, below=(a, b)), key=lambda tree: tree.weight)
    codes = [None] * len(counts)

    def walk(tree, way):
        if not tree.below:
            codes[tree.word] = way
        for turn, child in zip("01", tree.below, strict=False):
            walk(child, way + turn)

    walk(trees[0], "")
    return codes


# %% looks_for_the_lightest
# Goes through all trees for the lightest, twice a joining.
def huffman_codes(counts):
    trees = {word: (count, [word]) for word, count in enumerate(counts.tolist())}
    codes, weight = [""] * len(counts), counts.astype(float)
    for _ in range(len(counts) - 1):
        first = int(np.argmin(weight))
        light = trees.pop(first)
        weight[first] = np.inf
        second = int(np.argmin(weight))
        heavy = trees.pop(second)
        for turn, (_, words) in (("0", light), ("1", heavy)):
            for word in words:
                codes[word] = turn + codes[word]
        trees[second] = light[0] + heavy[0], light[1] + heavy[1]
        weight[second] = light[0] + heavy[0]
    return codes
