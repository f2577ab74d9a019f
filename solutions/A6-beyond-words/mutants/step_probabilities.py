# %% multiplies
# Multiplies by p and q.
# Hint: divide by p and by q
def step_probabilities(A, previous, node, p, q):
    bias = np.where(A[previous] > 0, 1, q)
    bias[previous] = p
    weights = bias * A[node]
    return weights / weights.sum()


# %% p_and_q_swapped
# Mixes up the two parameters.
# Hint: p is for going back, q for going away
def step_probabilities(A, previous, node, p, q):
    bias = np.where(A[previous] > 0, 1, 1 / p)
    bias[previous] = 1 / q
    weights = bias * A[node]
    return weights / weights.sum()


# %% no_q
# Knows the return parameter only.
# Hint: A node that is no neighbour of t gets 1/q
def step_probabilities(A, previous, node, p, q):
    weights = A[node].astype(float)
    weights[previous] /= p
    return weights / weights.sum()


# %% back_as_near
# Takes the previous node for one of its neighbours.
# Hint: Going back gets 1/p
def step_probabilities(A, previous, node, p, q):
    bias = np.where(A[previous] > 0, 1, 1 / q)
    bias[previous] = 1
    weights = bias * A[node]
    return weights / weights.sum()


# %% back_as_far
# Takes the previous node for one that is no neighbour.
# Hint: t is no neighbour of itself, and still gets 1/p
def step_probabilities(A, previous, node, p, q):
    weights = np.where(A[previous] > 0, 1, 1 / q) * A[node]
    return weights / weights.sum()


# %% q_for_neighbours
# Gives 1/q to those that are near.
# Hint: 1/q is for nodes that are not neighbours of t
def step_probabilities(A, previous, node, p, q):
    bias = np.where(A[previous] > 0, 1 / q, 1)
    bias[previous] = 1 / p
    weights = bias * A[node]
    return weights / weights.sum()


# %% no_weights
# Treats all edges alike.
# Hint: Multiply α by the weights
def step_probabilities(A, previous, node, p, q):
    bias = np.where(A[previous] > 0, 1, 1 / q)
    bias[previous] = 1 / p
    weights = bias * (A[node] > 0)
    return weights / weights.sum()


# %% not_divided
# Returns weights.
# Hint: Probabilities sum to 1
def step_probabilities(A, previous, node, p, q):
    bias = np.where(A[previous] > 0, 1, 1 / q)
    bias[previous] = 1 / p
    return bias * A[node]


# %% integers
# Works in an array of the graph's own type.
# Hint: do not put it into an array of integers
def step_probabilities(A, previous, node, p, q):
    bias = np.ones_like(A[node])
    bias[A[previous] == 0] = 1 / q
    bias[previous] = 1 / p
    weights = bias * A[node]
    return weights / weights.sum()


# %% changes_the_graph
# Divides the caller's edge.
# Hint: You change the array A of the caller
def step_probabilities(A, previous, node, p, q):
    weights = np.where(A[previous] > 0, 1, 1 / q) * A[node]
    weights[previous] = A[node, previous] / p
    A[node, previous] = 0
    return weights / weights.sum()
