# %% nothing_needs_to_arrive
# Only the sums over j.
# Hint: All of b has to arrive
def transport(a, b, C):
    P = np.zeros(C.shape)
    P[np.arange(len(a)), C.argmin(axis=1)] = a
    return (P * C).sum(), P


# %% nothing_needs_to_leave
# Only the sums over i.
# Hint: All of a has to leave
def transport(a, b, C):
    P = np.zeros(C.shape)
    P[C.argmin(axis=0), np.arange(len(b))] = b
    return (P * C).sum(), P


# %% in_proportion
# Spreads every word over all others.
# Hint: in proportion: there is a cheaper one
def transport(a, b, C):
    P = np.outer(a, b)
    return (P * C).sum(), P


# %% at_most
# Takes both sums for upper bounds.
# Hint: The cheapest carries no less than everything
def transport(a, b, C):
    from scipy.optimize import linprog

    n, m = C.shape
    rows, columns = np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))
    found = linprog(C.ravel(), A_ub=np.vstack([rows, columns]), b_ub=np.append(a, b))
    return found.fun, found.x.reshape(n, m)


# %% dearest
# Maximises.
# Hint: This is the dearest plan
def transport(a, b, C):
    from scipy.optimize import linprog

    n, m = C.shape
    rows, columns = np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))
    found = linprog(-C.ravel(), A_eq=np.vstack([rows, columns]), b_eq=np.append(a, b))
    return -found.fun, found.x.reshape(n, m)


# %% columns_first
# Reads the vector of the plan in the other order.
# Hint: Rows belong to the first text
def transport(a, b, C):
    from scipy.optimize import linprog

    n, m = C.shape
    rows, columns = np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))
    found = linprog(C.ravel(), A_eq=np.vstack([rows, columns]), b_eq=np.append(a, b))
    return found.fun, found.x.reshape(n, m).T


# %% greedy
# Carries to the nearest places first, as long as there is room.
# Hint: There is a cheaper plan
def transport(a, b, C):
    left, room, P = a.copy(), b.copy(), np.zeros(C.shape)
    order = zip(*np.unravel_index(np.argsort(C, axis=None), C.shape))
    for i, j in order:
        P[i, j] = min(left[i], room[j])
        left[i] -= P[i, j]
        room[j] -= P[i, j]
    return (P * C).sum(), P


# %% distance_only_half
# Counts the work of both directions.
# Hint: There is a cheaper plan, or this one does not carry everything
def transport(a, b, C):
    from scipy.optimize import linprog

    n, m = C.shape
    rows, columns = np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))
    found = linprog(C.ravel(), A_eq=np.vstack([rows, columns]), b_eq=np.append(a, b))
    return 2 * found.fun, found.x.reshape(n, m)
