import type { Board, BoardAccount, BoardModel, BoardSource, Health } from '../../api/board.ts';
import type { BoardShape } from './board-order.ts';

/** A source as the picture names it; `call` is the one that somebody asked about on the page “Explain”. */
export interface DrawnSource extends Omit<BoardSource, 'kind'> {
  key: string;
  kind: BoardSource['kind'] | 'call';
}

/** The board with everything to be found by its key. */
export interface BoardRecords {
  sources: readonly DrawnSource[];
  models: readonly BoardModel[];
  accounts: readonly BoardAccount[];
  source(key: string): DrawnSource | undefined;
  model(key: string): BoardModel | undefined;
  account(key: string): BoardAccount | undefined;
  /** How the account is that the model lies on; `off` where the model itself is. */
  healthOf(model: BoardModel): Health;
  /** Those whose calls go to this model or account first, or only when others cannot answer. */
  usersOf(key: string): { first: DrawnSource[]; spare: DrawnSource[] };
}

const order = { call: 0, environment: 1, feature: 2, agent: 3 } as const;

export function toRecords(
  board: Pick<Board, 'sources' | 'models' | 'accounts'>,
  call?: DrawnSource,
): BoardRecords {
  const accounts = board.accounts.toSorted(byName);
  const models = board.models.toSorted(
    (one, other) => Number(other.is_default) - Number(one.is_default) || byName(one, other),
  );
  const drawn = board.sources.map((source) => ({ ...source, key: keyOf(source) }));
  const sources = [...(call ? [call] : []), ...drawn].toSorted(
    (one, other) => order[one.kind] - order[other.kind] || byName(one, other),
  );
  const sourceAt = new Map(sources.map((source) => [source.key, source]));
  const modelAt = new Map(models.map((model) => [model.id, model]));
  const accountAt = new Map(accounts.map((account) => [account.id, account]));
  const isAt = (key: string, { model }: BoardSource['targets'][number]) =>
    model === key || modelAt.get(model)?.account === key;
  return {
    sources,
    models,
    accounts,
    source: (key) => sourceAt.get(key),
    model: (key) => modelAt.get(key),
    account: (key) => accountAt.get(key),
    healthOf: (model) => (model.enabled ? (accountAt.get(model.account)?.health ?? 'unknown') : 'off'),
    usersOf: (key) => {
      const users = sources.filter(({ targets }) => targets.some((target) => isAt(key, target)));
      const isFirst = ({ targets: [first] }: DrawnSource) => first !== undefined && isAt(key, first);
      return { first: users.filter(isFirst), spare: users.filter((user) => !isFirst(user)) };
    },
  };
}

export function toShape({ sources, models, accounts, model }: BoardRecords): BoardShape {
  return {
    sources: sources.map(({ key, kind, targets }) => ({
      key,
      group: kind,
      // Of a board that leaves models off, a cable may have no end: it is drawn as far as there is one.
      targets: targets.map((target) => target.model).filter((id) => model(id) !== undefined),
    })),
    models: models.map(({ id, owner, account }) => ({ key: id, group: owner, account })),
    accounts: accounts
      .map((account) => ({ key: account.id, group: groupOf(account) }))
      .toSorted((one, other) => groups.indexOf(one.group) - groups.indexOf(other.group)),
  };
}

const groups = ['inside', 'outside', 'managed'];

function groupOf({ owner, leaves_network: leaves }: BoardAccount): string {
  if (owner === 'managed') return 'managed';
  return leaves ? 'outside' : 'inside';
}

const keyOf = ({ kind, id, operation }: BoardSource) => `${kind}:${id ?? ''}:${operation}`;

function byName(one: { name: string | null }, other: { name: string | null }): number {
  return (one.name ?? '').localeCompare(other.name ?? '', 'en', { numeric: true });
}
