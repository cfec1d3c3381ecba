/** What is drawn, stripped of everything but who is connected to whom. */
export interface BoardShape {
  sources: readonly ShapeSource[];
  models: readonly ShapeModel[];
  accounts: readonly ShapeNode[];
}

export interface ShapeNode {
  /** Unique on the whole board. */
  key: string;
  /** Nodes of one group stay together. Groups come in the order in which they are first met. */
  group: string;
}

interface ShapeSource extends ShapeNode {
  /** Keys of models: where its calls go, then what is tried after it. */
  targets: readonly string[];
}

interface ShapeModel extends ShapeNode {
  account: string;
}

interface Columns {
  sources: ShapeSource[];
  models: ShapeModel[];
  accounts: ShapeNode[];
}

const sweepsMax = 6;

/**
 * The order of each column that lets few cables cross: every node beside what it is connected to, in turns, and the
 * best of all turns. The same board is always drawn alike, and nodes that nothing tells apart keep their order.
 */
export function orderBoard(shape: BoardShape): Columns {
  let columns: Columns = {
    sources: byGroup(shape.sources),
    models: byGroup(shape.models),
    accounts: byGroup(shape.accounts),
  };
  let best = columns;
  let fewest = countCrossings(columns);
  for (let sweep = 0; sweep < sweepsMax && fewest > 0; sweep += 1) {
    columns = sweepOnce(columns);
    const crossings = countCrossings(columns);
    if (crossings < fewest) [best, fewest] = [columns, crossings];
  }
  return best;
}

function sweepOnce({ sources, models, accounts }: Columns): Columns {
  const sourceAt = positions(sources);
  const sourcesOf = Map.groupBy(sources, ({ targets }) => targets[0]);
  const modelsNext = arrange(models, ({ key }) =>
    mean((sourcesOf.get(key) ?? []).map((source) => sourceAt.get(source.key))),
  );
  const modelAt = positions(modelsNext);
  const modelsOn = Map.groupBy(modelsNext, ({ account }) => account);
  return {
    sources: arrange(sources, ({ targets: [first] }) =>
      first === undefined ? undefined : modelAt.get(first),
    ),
    models: modelsNext,
    accounts: arrange(accounts, ({ key }) =>
      mean((modelsOn.get(key) ?? []).map((model) => modelAt.get(model.key))),
    ),
  };
}

/** How many cables cross between sources and the models that serve them, and between models and their accounts. */
export function countCrossings({ sources, models, accounts }: BoardShape): number {
  const modelAt = positions(models);
  const accountAt = positions(accounts);
  const ends = (list: readonly (number | undefined)[]) => list.filter((end) => end !== undefined);
  return (
    countInversions(ends(sources.map(({ targets: [first] }) => modelAt.get(first ?? '')))) +
    countInversions(ends(models.map(({ account }) => accountAt.get(account))))
  );
}

function countInversions(ends: readonly number[]): number {
  let count = 0;
  for (let one = 0; one < ends.length; one += 1) {
    for (let other = one + 1; other < ends.length; other += 1) {
      if ((ends[one] ?? 0) > (ends[other] ?? 0)) count += 1;
    }
  }
  return count;
}

/** Within each group by what was measured; what has no measure comes last, as it was. */
function arrange<T extends ShapeNode>(nodes: readonly T[], measure: (node: T) => number | undefined): T[] {
  const measured = nodes.map((node) => ({ node, at: measure(node) ?? Number.POSITIVE_INFINITY }));
  return byGroup(
    measured.toSorted((one, other) => (one.at === other.at ? 0 : one.at - other.at)).map(({ node }) => node),
    nodes,
  );
}

function byGroup<T extends ShapeNode>(nodes: readonly T[], groupsFrom: readonly T[] = nodes): T[] {
  const groups = [...new Set(groupsFrom.map(({ group }) => group))];
  return groups.flatMap((group) => nodes.filter((node) => node.group === group));
}

const positions = (nodes: readonly ShapeNode[]): Map<string, number> =>
  new Map(nodes.map(({ key }, index) => [key, index]));

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
