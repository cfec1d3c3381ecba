/** Something that takes its room in a column. */
export interface Item {
  key: string;
  group: string;
  height: number;
  /** Room above it for the heading of its group; set at the first of each. */
  headroom: number;
  /** Where its middle would best be. */
  beside: number | undefined;
}

interface Band {
  top: number;
  bottom: number;
}

const gap = 10;
const headingHeight = 26;
const groupGap = 14;

export function toItems(
  nodes: readonly { key: string; group: string }[],
  height: number,
  beside: (key: string) => number | undefined = () => undefined,
): Item[] {
  return nodes.map(({ key, group }, index) => {
    const previous = nodes[index - 1]?.group;
    const headroom = previous === group ? 0 : headingHeight + (previous === undefined ? 0 : groupGap);
    return { key, group, height, headroom, beside: beside(key) };
  });
}

export function stackHeight(items: readonly Item[]): number {
  const heights = items.reduce((sum, { height, headroom }) => sum + headroom + height, 0);
  return heights + gap * Math.max(0, items.length - 1);
}

/** The top of each, in their order: as near as may be to what it is connected to, and inside of the band. */
export function stackWithin(items: readonly Item[], { top, bottom }: Band): Map<string, number> {
  const tops: number[] = [];
  let from = top;
  for (const { height, headroom, beside } of items) {
    const y = Math.max(from + headroom, (beside ?? from) - height / 2);
    tops.push(y);
    from = y + height + gap;
  }
  // Those that were pushed out at the bottom go up again, and push those above them.
  let until = bottom;
  for (const [index, { height, headroom }] of [...items.entries()].toReversed()) {
    const y = Math.min(tops[index] ?? 0, until - height);
    tops[index] = y;
    until = y - headroom - gap;
  }
  return new Map(items.map(({ key }, index) => [key, tops[index] ?? top]));
}
