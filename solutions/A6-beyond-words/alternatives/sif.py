# ruff: noqa: F811, F821
# %% loops
# Word by word; u by the eigenvectors of Vᵀ V.
def sif(texts, W, p, alpha=0.001):
    rows = []
    for text in texts:
        total = np.zeros(W.shape[1])
        for word in text:
            total = total + alpha / (alpha + p[word]) * W[word]
        rows.append(total / len(text))
    V = np.array(rows)
    u = np.linalg.eigh(V.T @ V)[1][:, -1]
    return V - V @ u[:, None] @ u[None, :]


# %% weighed_vectors
# Weighs all vectors once; a matrix of counts; the projector.
def sif(texts, W, p, alpha=0.001):
    counts = np.array([np.bincount(text, minlength=len(W)) for text in texts])
    V = counts / counts.sum(axis=1, keepdims=True) @ (W / (1 + p / alpha)[:, None])
    _, _, Vt = np.linalg.svd(V, full_matrices=False)
    return V @ (np.eye(W.shape[1]) - np.outer(Vt[0], Vt[0]))
