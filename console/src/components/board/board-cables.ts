import type { BoardShape } from './board-order.ts';

/** A node’s place in the picture, in CSS pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Cable {
  key: string;
  /**
   * `serves`: from a source to the model that its calls go to. `next`: to what is tried when that one cannot answer.
   * `lies`: from a model to its account. `loose`: of a source that nothing serves.
   */
  kind: 'serves' | 'next' | 'lies' | 'loose';
  from: string;
  /** Nothing is at the end of a loose one. */
  to: string | undefined;
  /** Whose calls may take it. */
  sources: readonly string[];
  /** Whether calls take it only when something before it cannot answer. */
  isSpare: boolean;
  path: string;
  /** Where the plugs are: at both ends, or at the only one. */
  plugs: readonly Point[];
}

interface Point {
  x: number;
  y: number;
}

type Drawn = Pick<Cable, 'path' | 'plugs'>;

type Boxes = ReadonlyMap<string, Box>;

const looseLength = 22;
const portsApart = 7;
const plugMargin = 8;

/** Every cable, with its path. `shape` is in the order in which it is drawn. */
export function layCables(shape: BoardShape, boxes: Boxes): Cable[] {
  return [...layServing(shape, boxes), ...layNext(shape, boxes), ...layToAccounts(shape, boxes)];
}

function layServing({ sources }: BoardShape, boxes: Boxes): Cable[] {
  const ports = portsOf(
    sources.map(({ key, targets }) => ({ from: key, to: targets[0] })),
    boxes,
  );
  return sources.flatMap(({ key, targets: [first] }): Cable[] => {
    const from = boxes.get(key);
    if (!from) return [];
    const to = first === undefined ? undefined : boxes.get(first);
    const end = ports.get(key);
    const base = { key: `${key}>`, from: key, sources: [key], isSpare: false };
    if (!to || end === undefined) return [{ ...base, kind: 'loose', to: undefined, ...hanging(from) }];
    return [{ ...base, kind: 'serves', to: first, ...across(from, to, end) }];
  });
}

/** From model to model, beside their column: what comes next is the same for most calls, so it is drawn once. */
function layNext({ sources }: BoardShape, boxes: Boxes): Cable[] {
  const steps = sources.flatMap(({ key, targets }) =>
    targets.slice(1).map((to, index) => ({ source: key, from: targets[index] ?? '', to })),
  );
  const same = Map.groupBy(steps, ({ from, to }) => `${from}~${to}`);
  return [...same].flatMap(([key, [first, ...others]]): Cable[] => {
    const from = first && boxes.get(first.from);
    const to = first && boxes.get(first.to);
    if (!first || !from || !to) return [];
    const taken = [first, ...others].map(({ source }) => source);
    return [
      {
        key,
        kind: 'next',
        from: first.from,
        to: first.to,
        sources: taken,
        isSpare: true,
        ...around(from, to),
      },
    ];
  });
}

function layToAccounts({ sources, models }: BoardShape, boxes: Boxes): Cable[] {
  const ports = portsOf(
    models.map(({ key, account }) => ({ from: key, to: account })),
    boxes,
  );
  return models.flatMap(({ key, account }): Cable[] => {
    const from = boxes.get(key);
    const to = boxes.get(account);
    const end = ports.get(key);
    if (!from || !to || end === undefined) return [];
    const users = sources.filter(({ targets }) => targets.includes(key));
    return [
      {
        key: `${key}>${account}`,
        kind: 'lies',
        from: key,
        to: account,
        sources: users.map((source) => source.key),
        isSpare: users.length > 0 && users.every(({ targets }) => targets[0] !== key),
        ...across(from, to, end),
      },
    ];
  });
}

/** At which height each cable is plugged in: beside each other, in the order of where they come from. */
function portsOf(
  ends: readonly { from: string; to: string | undefined }[],
  boxes: Boxes,
): Map<string, number> {
  const ports = new Map<string, number>();
  for (const [to, arriving] of Map.groupBy(ends, (end) => end.to)) {
    const box = to === undefined ? undefined : boxes.get(to);
    if (!box) continue;
    const apart = Math.min(portsApart, (box.height - 2 * plugMargin) / Math.max(1, arriving.length - 1));
    const heightOf = ({ from }: { from: string }) => middleOf(boxes.get(from) ?? box);
    const sorted = arriving.toSorted((one, other) => heightOf(one) - heightOf(other));
    for (const [index, { from }] of sorted.entries()) {
      ports.set(from, middleOf(box) + (index - (sorted.length - 1) / 2) * apart);
    }
  }
  return ports;
}

function across(from: Box, to: Box, end: number): Drawn {
  const plugs = [pointAt(rightOf(from), middleOf(from)), pointAt(to.x, end)] as const;
  const bend = (to.x - rightOf(from)) / 2;
  return { path: curve(plugs[0], bend, plugs[1], -bend), plugs };
}

/** Out of the right side of one model and into that of another: the farther, the wider. */
function around(from: Box, to: Box): Drawn {
  const isDown = from.y < to.y;
  const leavesAt = isDown ? from.y + from.height - plugMargin : from.y + plugMargin;
  const entersAt = isDown ? to.y + plugMargin : to.y + to.height - plugMargin;
  const bend = 22 + Math.min(26, Math.abs(entersAt - leavesAt) / 8);
  const plugs = [pointAt(rightOf(from), leavesAt), pointAt(rightOf(to), entersAt)] as const;
  return { path: curve(plugs[0], bend, plugs[1], bend), plugs };
}

/** Plugged into nothing: it ends in the air. */
function hanging(from: Box): Drawn {
  const plug = pointAt(rightOf(from), middleOf(from));
  const end = pointAt(plug.x + looseLength, plug.y + looseLength / 2);
  return { path: curve(plug, looseLength / 2, end, 0), plugs: [plug, end] };
}

function curve(from: Point, out: number, to: Point, into: number): string {
  return `M${from.x} ${from.y}C${round(from.x + out)} ${from.y} ${round(to.x + into)} ${to.y} ${to.x} ${to.y}`;
}

const rightOf = ({ x, width }: Box) => x + width;
export const middleOf = ({ y, height }: Box) => y + height / 2;
const pointAt = (x: number, y: number): Point => ({ x: round(x), y: round(y) });
const round = (value: number) => Math.round(value * 10) / 10;
