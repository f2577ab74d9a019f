# %% left_and_right_swapped
# Takes 1 for the turn with σ, as if it were a label.
# Hint: it is the other way round
def path_probability(h, code, nodes):
    probability = 1.0
    for i in range(len(code)):
        x = nodes[code[:i]] @ h
        probability *= np.exp(-np.logaddexp(0, x if code[i] == "0" else -x))
    return probability


# %% always_left
# Multiplies σ at every node, whichever way the turn goes.
# Hint: A turn to the right has probability 1 − σ
def path_probability(h, code, nodes):
    probability = 1.0
    for i in range(len(code)):
        probability *= np.exp(-np.logaddexp(0, -(nodes[code[:i]] @ h)))
    return probability


# %% first_turn_only
# Returns from inside the loop.
# Hint: this is the first turn only
def path_probability(h, code, nodes):
    for i in range(len(code)):
        x = nodes[code[:i]] @ h
        return np.exp(-np.logaddexp(0, -x if code[i] == "0" else x))
    return 1.0


# %% last_turn_only
# Writes = where *= belongs.
# Hint: this is the last turn only
def path_probability(h, code, nodes):
    probability = 1.0
    for i in range(len(code)):
        x = nodes[code[:i]] @ h
        probability = np.exp(-np.logaddexp(0, -x if code[i] == "0" else x))
    return probability


# %% adds_up
# Adds the probabilities of the turns.
# Hint: multiplied, not added
def path_probability(h, code, nodes):
    turns = [nodes[code[:i]] @ h * (1 if code[i] == "0" else -1) for i in range(len(code))]
    return sum(np.exp(-np.logaddexp(0, -x)) for x in turns) if turns else 1.0


# %% root_each_time
# Never leaves the root.
# Hint: Every turn is decided at its own node
def path_probability(h, code, nodes):
    probability = 1.0
    for turn in code:
        x = nodes[""] @ h
        probability *= np.exp(-np.logaddexp(0, -x if turn == "0" else x))
    return probability


# %% logarithm
# Returns the sum of the logarithms, as a loss would need it.
# Hint: This is the logarithm of the probability
def path_probability(h, code, nodes):
    turns = [nodes[code[:i]] @ h * (1 if code[i] == "0" else -1) for i in range(len(code))]
    return -sum(np.logaddexp(0, -x) for x in turns)


# %% node_below_the_turn
# Asks the node that the turn leads to, and meets a word at the end of the way.
# Hint: KeyError
def path_probability(h, code, nodes):
    probability = 1.0
    for i in range(len(code)):
        x = nodes[code[: i + 1]] @ h
        probability *= np.exp(-np.logaddexp(0, -x if code[i] == "0" else x))
    return probability


# %% overflows
# Writes σ as e^x / (1 + e^x), which is inf / inf for a large x.
# Hint: exp(1000) overflows
def path_probability(h, code, nodes):
    probability = 1.0
    for i in range(len(code)):
        grown = np.exp(nodes[code[:i]] @ h)
        sigma = grown / (1 + grown)
        probability *= sigma if code[i] == "0" else 1 - sigma
    return probability


# %% two_turns_at_most
# Takes the tree of the example for every tree.
# Hint: The node of a turn is named by the way up to it
def path_probability(h, code, nodes):
    probability = 1.0
    for i in range(min(2, len(code))):
        x = nodes[code[:i]] @ h
        probability *= np.exp(-np.logaddexp(0, -x if code[i] == "0" else x))
    return probability


# %% impossible_without_a_turn
# Starts from nothing where the way is empty.
# Hint: Without a turn nothing is left to chance
def path_probability(h, code, nodes):
    turns = [nodes[code[:i]] @ h * (1 if code[i] == "0" else -1) for i in range(len(code))]
    return np.prod([np.exp(-np.logaddexp(0, -x)) for x in turns]) if turns else 0.0
