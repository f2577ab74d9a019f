# %% transposed
# Takes R for the other direction.
# Hint: This turns the second period onto the first
def drift(before, after):
    S, T = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (before, after))
    U, _, Vt = np.linalg.svd(T.T @ S)
    R = U @ Vt
    return R, ((S @ R) * T).sum(axis=1)


# %% v_twice_transposed
# Takes the third result of svd for V.
# Hint: R = U Vᵀ
def drift(before, after):
    S, T = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (before, after))
    U, _, V = np.linalg.svd(S.T @ T)
    R = U @ V.T
    return R, ((S @ R) * T).sum(axis=1)


# %% not_scaled
# Turns the rows as they are.
# Hint: Scale the rows to length 1 first
def drift(before, after):
    U, _, Vt = np.linalg.svd(before.T @ after)
    R = U @ Vt
    S, T = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (before, after))
    return R, ((S @ R) * T).sum(axis=1)


# %% not_turned
# Compares rows of two coordinate systems.
# Hint: These are cosines without turning
def drift(before, after):
    S, T = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (before, after))
    U, _, Vt = np.linalg.svd(S.T @ T)
    return U @ Vt, (S * T).sum(axis=1)


# %% dot_products
# Compares rows of any length.
# Hint: These are dot products
def drift(before, after):
    S, T = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (before, after))
    U, _, Vt = np.linalg.svd(S.T @ T)
    R = U @ Vt
    return R, ((before @ R) * after).sum(axis=1)


# %% distances
# Returns distances, the largest for the word that moved most.
# Hint: These are distances
def drift(before, after):
    S, T = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (before, after))
    U, _, Vt = np.linalg.svd(S.T @ T)
    R = U @ Vt
    return R, np.linalg.norm(S @ R - T, axis=1)


# %% least_squares
# Allows any matrix, not only a rotation.
# Hint: Rᵀ R should be the identity
def drift(before, after):
    S, T = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (before, after))
    R = np.linalg.lstsq(S, T, rcond=None)[0]
    turned = S @ R
    return R, (turned * T).sum(axis=1) / np.linalg.norm(turned, axis=1)


# %% keeps_sigma
# Multiplies the decomposition together again.
# Hint: leave Σ out
def drift(before, after):
    S, T = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (before, after))
    U, sigma, Vt = np.linalg.svd(S.T @ T)
    R = U * sigma @ Vt
    return R, ((S @ R) * T).sum(axis=1)


# %% scales_in_place
# Changes the caller's arrays.
# Hint: You change an array of the caller
def drift(before, after):
    before /= np.linalg.norm(before, axis=1, keepdims=True)
    after /= np.linalg.norm(after, axis=1, keepdims=True)
    U, _, Vt = np.linalg.svd(before.T @ after)
    R = U @ Vt
    return R, ((before @ R) * after).sum(axis=1)
