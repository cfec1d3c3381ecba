import { useState } from 'react';
import type { Cable } from './board-cables.ts';
import type { BoardRecords } from './board-records.ts';

/** What is lit while one cable is followed. */
export interface Followed {
  /** The node that it is followed from. */
  key: string;
  nodes: ReadonlySet<string>;
  cables: ReadonlySet<string>;
}

/** `always` is followed while nothing is pointed at. */
export function useFollow(records: BoardRecords, cables: readonly Cable[], always: string | undefined) {
  const [pointedAt, setPointedAt] = useState<string>();
  const key = pointedAt ?? always;
  return {
    followed: key === undefined ? undefined : follow(key, records, cables),
    point: setPointedAt,
  };
}

/** From a source its own way; from a model or an account the ways of all whose calls can come there. */
function follow(key: string, records: BoardRecords, cables: readonly Cable[]): Followed {
  const { first, spare } = records.usersOf(key);
  const users = new Set(records.source(key) ? [key] : [...first, ...spare].map((user) => user.key));
  const lit = cables.filter(
    ({ from, to, sources }) => from === key || to === key || sources.some((source) => users.has(source)),
  );
  return {
    key,
    nodes: new Set([key, ...lit.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))]),
    cables: new Set(lit.map((cable) => cable.key)),
  };
}
