# ruff: noqa: F811, F821
# %% rows_in_a_loop
# One row of A for each sum, filled in one by one.
def transport(a, b, C):
    from scipy.optimize import linprog

    n, m = C.shape
    A = []
    for i in range(n):
        one = np.zeros((n, m))
        one[i, :] = 1
        A.append(one.flatten())
    for j in range(m):
        one = np.zeros((n, m))
        one[:, j] = 1
        A.append(one.flatten())
    found = linprog(C.flatten(), A_eq=A, b_eq=[*a, *b], bounds=(0, None), method="highs-ds")
    return float(np.dot(found.x, C.flatten())), np.reshape(found.x, (n, m))


# %% sparse
# A sparse matrix, one row less (the sums are not independent), and the interior-point method.
def transport(a, b, C):
    from scipy import sparse
    from scipy.optimize import linprog

    n, m = C.shape
    A = sparse.vstack(
        [sparse.kron(sparse.eye(n), np.ones((1, m))), sparse.kron(np.ones((1, n)), sparse.eye(m))]
    )
    found = linprog(C.ravel(), A_eq=A.tocsr()[:-1], b_eq=np.append(a, b)[:-1], method="highs-ipm")
    return found.fun, found.x.reshape(n, m)


# %% milp
# The other interface of the same solver.
def transport(a, b, C):
    from scipy.optimize import LinearConstraint, milp

    n, m = C.shape
    rows, columns = np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))
    sums = np.append(a, b)
    found = milp(C.ravel(), constraints=LinearConstraint(np.vstack([rows, columns]), sums, sums))
    return found.fun, found.x.reshape(n, m)
