import { type Box, type Cable, layCables, middleOf } from './board-cables.ts';
import { type BoardShape, orderBoard, type ShapeNode } from './board-order.ts';
import { stackHeight, stackWithin, toItems } from './board-stack.ts';

type Column = keyof BoardShape;

export interface GroupBox extends Box {
  column: Column;
  group: string;
}

export interface BoardLayout {
  width: number;
  height: number;
  nodeWidths: Readonly<Record<'source' | 'model' | 'account', number>>;
  boxes: ReadonlyMap<string, Box>;
  /** Around the nodes of each group, with room for its heading. */
  groups: readonly GroupBox[];
  cables: readonly Cable[];
}

const widthMin = 640;
const margin = 16;
const padding = 8;
const headingHeight = 26;
const nodeHeights = { sources: 34, models: 46, accounts: 62 } as const;
const apart = 40;

/** As shares of the width. Between them is room for the cables. */
const columns = {
  sources: { from: 0, width: 0.25 },
  models: { from: 0.365, width: 0.26 },
  accounts: { from: 0.725, width: 0.275 },
} as const;

/** The group of what is the platform’s: in the middle and on the right it stands below everything else. */
const platform = 'managed';

/** Where everything stands and every cable runs: always the same for the same board and width. */
export function layOutBoard(shape: BoardShape, availableWidth: number): BoardLayout {
  const width = Math.max(widthMin, Math.floor(availableWidth));
  const ordered = orderBoard(shape);
  const boxes = new Map<string, Box>();
  const bands = findBands(ordered);
  const put = (column: Column, nodes: readonly ShapeNode[], band: Band, besides?: Map<string, string[]>) => {
    const beside = (key: string) =>
      mean((besides?.get(key) ?? []).map((one) => boxes.get(one)).filter((box) => box !== undefined));
    const items = toItems(nodes, nodeHeights[column], beside);
    for (const [key, y] of stackWithin(items, band)) {
      boxes.set(key, { ...placeOf(column, width), y, height: nodeHeights[column] });
    }
  };
  put('sources', ordered.sources, { top: margin, bottom: bands.bottom });
  const servedBy = collect(ordered.sources, ({ targets: [first] }) => first);
  const lyingOn = collect(ordered.models, ({ account }) => account);
  for (const isPlatform of [false, true]) {
    const band = isPlatform ? bands.platform : bands.own;
    const of = <T extends ShapeNode>(nodes: readonly T[]) =>
      nodes.filter(({ group }) => (group === platform) === isPlatform);
    put('models', of(ordered.models), band, servedBy);
    put('accounts', of(ordered.accounts), band, lyingOn);
  }
  return {
    width,
    height: bands.bottom + margin,
    nodeWidths: {
      source: placeOf('sources', width).width,
      model: placeOf('models', width).width,
      account: placeOf('accounts', width).width,
    },
    boxes,
    groups: (['sources', 'models', 'accounts'] as const).flatMap((column) =>
      drawGroups(column, ordered[column], boxes),
    ),
    cables: layCables(ordered, boxes),
  };
}

interface Band {
  top: number;
  bottom: number;
}

/** How high the picture is, and how much of that is the tenant’s and how much the platform’s. */
function findBands({ sources, models, accounts }: BoardShape): { own: Band; platform: Band; bottom: number } {
  const heightOf = (isPlatform: boolean) => {
    const of = (nodes: readonly ShapeNode[]) =>
      nodes.filter(({ group }) => (group === platform) === isPlatform);
    return Math.max(
      stackHeight(toItems(of(models), nodeHeights.models)),
      stackHeight(toItems(of(accounts), nodeHeights.accounts)),
    );
  };
  const platformHeight = heightOf(true);
  const ownHeight = heightOf(false);
  const between = platformHeight === 0 || ownHeight === 0 ? 0 : apart;
  const height = Math.max(
    stackHeight(toItems(sources, nodeHeights.sources)),
    ownHeight + between + platformHeight,
  );
  const bottom = margin + height;
  const platformTop = ownHeight === 0 ? margin : bottom - platformHeight;
  return {
    own: { top: margin, bottom: platformTop - between },
    platform: { top: platformTop, bottom },
    bottom,
  };
}

function placeOf(column: Column, width: number): Pick<Box, 'x' | 'width'> {
  const inner = width - 2 * margin;
  const { from, width: share } = columns[column];
  return { x: margin + inner * from, width: inner * share };
}

function drawGroups(
  column: Column,
  nodes: readonly ShapeNode[],
  boxes: ReadonlyMap<string, Box>,
): GroupBox[] {
  return [...Map.groupBy(nodes, ({ group }) => group)].flatMap(([group, members]) => {
    const placed = members.map(({ key }) => boxes.get(key)).filter((box) => box !== undefined);
    const [first] = placed;
    if (!first) return [];
    const top = Math.min(...placed.map(({ y }) => y)) - headingHeight;
    const bottom = Math.max(...placed.map(({ y, height }) => y + height)) + padding;
    const x = first.x - padding;
    return [{ column, group, x, y: top, width: first.width + 2 * padding, height: bottom - top }];
  });
}

/** Keys of nodes by what they are plugged into. */
function collect<T extends ShapeNode>(nodes: readonly T[], into: (node: T) => string | undefined) {
  const found = new Map<string, string[]>();
  for (const node of nodes) {
    const key = into(node);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), node.key]);
  }
  return found;
}

function mean(boxes: readonly Box[]): number | undefined {
  if (boxes.length === 0) return undefined;
  return boxes.reduce((sum, box) => sum + middleOf(box), 0) / boxes.length;
}
