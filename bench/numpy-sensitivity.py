"""Times batches of perturbed matrices with numpy; called by sensitivity.ts.

Reads JSON on stdin: {size, values, power, probability, seconds}, values row-major, and prints JSON: {numpy, ways: [{way, samples}]},
samples in µs a perturbed matrix. A batch is drawn (each non-zero cell one step down or up), multiplied matrix by vector on
both sides, and classed by the mean; the full output adds the ranks and pairs of both planes.
"""

import json
import sys
import time

import numpy as np


def draw(base, cells, down, up, probability, random, count):
    size = base.shape[0]
    number = random.random((count, len(down)))
    stay = base[cells]
    values = np.where(number < probability / 2, down, np.where(number < probability, up, stay))
    batch = np.zeros((count, size, size))
    batch[:, cells[0], cells[1]] = values
    return batch


def by_matmul(batch, x, y):
    return np.matmul(batch, x[:, :, None])[:, :, 0], np.matmul(y[:, None, :], batch)[:, 0, :]


def by_einsum(batch, x, y):
    return np.einsum("bij,bj->bi", batch, x), np.einsum("bij,bi->bj", batch, y)


def classes(x, y):
    high_x = x >= x.mean(axis=1, keepdims=True)
    high_y = y >= y.mean(axis=1, keepdims=True)
    number = np.where(high_x, np.where(high_y, 1, 0), np.where(high_y, 2, 3))
    return [(number == which).sum(axis=0) for which in range(4)], number


def ranks_and_pairs(sums):
    size = sums.shape[1]
    above = sums[:, :, None] > sums[:, None, :]
    losses = above.sum(axis=1)
    histogram = np.bincount((losses + size * np.arange(size)).ravel(), minlength=size * size)
    return above.sum(axis=0), histogram


def run(given, random, count, multiply, full):
    batch = draw(*given["drawn"], random, count)
    x, y = first = batch.sum(axis=2), batch.sum(axis=1)
    for _ in range(given["power"] - 1):
        x, y = multiply(batch, x, y)
    counted = classes(x, y)
    if not full:
        return counted
    direct = classes(*first)
    kept = [(number == number[0]).all(axis=1).sum() for _, number in (counted, direct)]
    return counted, direct, kept, [ranks_and_pairs(sums) for sums in (*first, x, y)]


def main():
    given = json.load(sys.stdin)
    size = given["size"]
    base = np.array(given["values"], dtype=np.float64).reshape(size, size)
    cells = np.nonzero(base)
    given["drawn"] = (base, cells, base[cells] - 1, np.minimum(base[cells] + 1, 3.0), given["probability"])
    random = np.random.Generator(np.random.SFC64(1))
    ways = []
    for name, multiply in (("matmul", by_matmul), ("einsum", by_einsum)):
        for count in (64, 256, 1024):
            for full in (False, True):
                run(given, random, count, multiply, full)
                samples = []
                until = time.perf_counter() + given["seconds"]
                while time.perf_counter() < until or len(samples) < 3:
                    start = time.perf_counter()
                    run(given, random, count, multiply, full)
                    samples.append((time.perf_counter() - start) / count * 1e6)
                ways.append({"way": f"{name}, {count} at once", "full": full, "samples": samples})
    json.dump({"numpy": np.__version__, "ways": ways}, sys.stdout)


main()
