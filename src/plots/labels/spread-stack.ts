/** One block of a stack: where its middle would like to be, and its height. */
export interface StackItem {
  readonly wanted: number;
  readonly size: number;
}

/**
 * The middles of blocks in a column that stay in order, do not overlap, lie between `from` and `to`, and are together as close (least squares) to where they would
 * like to be as that allows. Blocks that do not fit between the limits are stacked from `from` on. Pooling of adjacent violators; cost O(n).
 *
 * @example
 * spreadStack([{ wanted: 10, size: 4 }, { wanted: 11, size: 4 }], 0, 100); // [8.5, 12.5]
 */
export function spreadStack(items: readonly StackItem[], from: number, to: number): number[] {
  const groups: { start: number; sum: number; count: number; size: number; first: number }[] = [];
  items.forEach((item, index) => {
    let group = {
      start: item.wanted - item.size / 2,
      sum: item.wanted - item.size / 2,
      count: 1,
      size: item.size,
      first: index,
    };
    for (let last = groups.at(-1); last !== undefined && last.start + last.size > group.start; last = groups.at(-1)) {
      groups.pop();
      const sum = last.sum + group.sum - group.count * last.size;
      const count = last.count + group.count;
      group = { start: sum / count, sum, count, size: last.size + group.size, first: last.first };
    }
    groups.push(group);
  });
  const tops = new Array<number>(items.length);
  groups.forEach((group, at) => {
    const end = groups[at + 1]?.first ?? items.length;
    let top = group.start;
    for (let index = group.first; index < end; index++) {
      tops[index] = top;
      top += items[index]!.size;
    }
  });
  let limit = to;
  for (let index = items.length - 1; index >= 0; index--) {
    tops[index] = Math.min(tops[index]!, limit - items[index]!.size);
    limit = tops[index]!;
  }
  let floor = from;
  return items.map((item, index) => {
    const top = Math.max(tops[index]!, floor);
    floor = top + item.size;
    return top + item.size / 2;
  });
}
