# ruff: noqa: B905, F811, F821
# %% loop
# Word by word, and the side by comparing.
def debias(W, g, neutral, pairs):
    new = np.array(W)
    for i in neutral:
        w = W[i] - (W[i] @ g) * g
        new[i] = w / np.sqrt(w @ w)
    for u, v in pairs:
        if W[u] @ g < W[v] @ g:
            u, v = v, u
        mean = 0.5 * (W[u] + W[v])
        rest = mean - (mean @ g) * g
        size = np.sqrt(1 - rest @ rest)
        new[u] = rest + size * g
        new[v] = rest - size * g
    return new


# %% as_the_paper_writes_it
# Each word's part along g, less that of the mean, scaled to its length.
def debias(W, g, neutral, pairs):
    projector = np.eye(len(g)) - np.outer(g, g)
    new = W.copy()
    for i in neutral:
        new[i] = projector @ W[i]
        new[i] /= np.linalg.norm(new[i])
    for pair in pairs:
        rows = W[list(pair)]
        mu = rows.mean(axis=0)
        nu = projector @ mu
        for i, w in zip(pair, rows):
            part = (w @ g - mu @ g) * g
            new[i] = nu + np.sqrt(1 - np.linalg.norm(nu) ** 2) * part / np.linalg.norm(part)
    return new


# %% float32
# Computes in 32-bit floats, all pairs at once.
def debias(W, g, neutral, pairs):
    new, g = W.astype(np.float32), g.astype(np.float32)
    old, flat = new.copy(), new - np.outer(new @ g, g)
    neutral = np.array(neutral, int)
    new[neutral] = flat[neutral] / np.linalg.norm(flat[neutral], axis=1, keepdims=True)
    u, v = np.array(pairs, int).reshape(-1, 2).T
    nu = (flat[u] + flat[v]) / 2
    size = np.sign((old[u] - old[v]) @ g) * np.sqrt(1 - (nu**2).sum(axis=1))
    new[u], new[v] = nu + np.outer(size, g), nu - np.outer(size, g)
    return new
