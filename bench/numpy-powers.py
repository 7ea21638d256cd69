"""Times rankings by powers of matrices with numpy; called by numpy-powers.ts.

Reads the JSON file named by its argument: {power, rounds, sampleMs, budgetMs, matrices: [{size, values}]}, values row-major.
Prints JSON: {numpy, matrices: [{size, ways: [{way, samples, influence, dependence}]}]}, samples in ms a matrix.
"""

import json
import sys
import time

import numpy as np

# Matrices of a batch together have about this many cells, 32 MB, and there are at most so many of them.
BATCH_CELLS = 4_000_000
LARGEST_BATCH = 256


def rank_both(influence, dependence):
    """Both rankings, strongest first; the time of the sort belongs to the task."""
    np.argsort(-influence, axis=-1, kind="stable")
    np.argsort(-dependence, axis=-1, kind="stable")
    return influence, dependence


def by_vectors(matrix, power):
    influence = np.ones(matrix.shape[0])
    dependence = np.ones(matrix.shape[0])
    for _ in range(power):
        influence = matrix @ influence
        dependence = dependence @ matrix
    return rank_both(influence, dependence)


def by_powers(matrix, power):
    full = np.linalg.matrix_power(matrix, power)
    return rank_both(full.sum(axis=-1), full.sum(axis=-2))


def by_vectors_batched(batch, power):
    influence = np.ones((*batch.shape[:2], 1))
    dependence = np.ones((batch.shape[0], 1, batch.shape[2]))
    for _ in range(power):
        influence = batch @ influence
        dependence = dependence @ batch
    return rank_both(influence[:, :, 0], dependence[:, 0, :])


def elapsed_ms(run, calls):
    start = time.perf_counter()
    for _ in range(calls):
        run()
    return (time.perf_counter() - start) * 1000


def measure(ways, rounds, sample_ms, budget_ms):
    """As measure.ts does: warm up, as many calls a sample as take sample_ms, one sample of each way a round."""
    plans = []
    for _, count, run in ways:
        first = elapsed_ms(run, 1)
        fastest = first if first > 10 * sample_ms else min(elapsed_ms(run, 1) for _ in range(5))
        calls = max(1, round(sample_ms / fastest))
        samples = min(rounds, max(3, int(budget_ms / (calls * fastest))))
        plans.append((run, count, calls, samples))
    times = [[] for _ in plans]
    for turn in range(rounds):
        for index, (run, count, calls, samples) in enumerate(plans):
            if turn < samples:
                times[index].append(elapsed_ms(run, calls) / calls / count)
    return times


def time_matrix(given, options):
    size = given["size"]
    power = options["power"]
    matrix = np.array(given["values"], dtype=np.float64).reshape(size, size)
    count = min(LARGEST_BATCH, BATCH_CELLS // (size * size))
    ways = [
        ("numpy, matrix–vector", 1, lambda: by_vectors(matrix, power)),
        ("numpy, full power", 1, lambda: by_powers(matrix, power)),
    ]
    if count > 1:
        batch = np.repeat(matrix[None], count, axis=0)
        ways += [
            (f"numpy, matrix–vector, {count} matrices at once", count, lambda: by_vectors_batched(batch, power)),
            (f"numpy, full power, {count} matrices at once", count, lambda: by_powers(batch, power)),
        ]
    times = measure(ways, options["rounds"], options["sampleMs"], options["budgetMs"])
    results = []
    for (way, _, run), samples in zip(ways, times):
        influence, dependence = (np.atleast_2d(sums)[-1].tolist() for sums in run())
        results.append({"way": way, "samples": samples, "influence": influence, "dependence": dependence})
    return {"size": size, "ways": results}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        options = json.load(file)
    matrices = [time_matrix(given, options) for given in options["matrices"]]
    sys.stdout.reconfigure(encoding="utf-8")
    json.dump({"numpy": np.__version__, "matrices": matrices}, sys.stdout, ensure_ascii=False)


main()
