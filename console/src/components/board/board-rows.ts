import type { BoardAccount, BoardModel, Health } from '../../api/board.ts';
import { board } from '../../strings/board.ts';
import type { BoardRecords, DrawnSource } from './board-records.ts';
import { hostOf, nameOfAccount, nameOfSource, stateOf } from './board-words.ts';

/** The picture, line by line: every source, then what no source is plugged into. */
export interface BoardRow {
  key: string;
  from: string;
  /** Null where there is none. */
  model: string | null;
  account: string | null;
  host: string | null;
  where: string | null;
  health: Health;
  state: string;
  payer: string | null;
  next: string;
}

const texts = board.table;

export function toRows(records: BoardRecords, platform: string): BoardRow[] {
  const used = new Set(records.sources.flatMap(({ targets }) => targets.map(({ model }) => model)));
  const idleModels = records.models.filter(({ id }) => !used.has(id));
  const withModels = new Set(records.models.map(({ account }) => account));
  const idleAccounts = records.accounts.filter(({ id }) => !withModels.has(id));
  return [
    ...records.sources.map((source) => rowOfSource(source, records, platform)),
    ...idleModels.map((model) => ({ ...rowOfModel(model, records, platform), key: model.id })),
    ...idleAccounts.map((account) => ({
      ...empty,
      ...partOfAccount(account, platform),
      key: account.id,
      from: texts.none,
    })),
  ];
}

const empty = {
  model: null,
  account: null,
  host: null,
  where: null,
  health: 'off',
  state: '',
  payer: null,
  next: '',
} as const;

function rowOfSource(source: DrawnSource, records: BoardRecords, platform: string): BoardRow {
  const [first, ...further] = source.targets;
  const from = nameOfSource(source);
  const model = first && records.model(first.model);
  if (!first || !model) {
    const isOff = source.problem?.code === 'feature_off';
    const state = source.problem?.detail ?? '';
    return { ...empty, key: source.key, from, health: isOff ? 'off' : 'failing', state };
  }
  const names = further.map((target) => records.model(target.model)?.name ?? target.model);
  const last = source.when_spent === null ? [] : [texts.spent[source.when_spent]];
  return {
    ...rowOfModel(model, records, platform),
    key: source.key,
    from,
    payer: texts.payers[first.payer],
    next: [...names, ...last].join(board.cable.separator),
  };
}

function rowOfModel(model: BoardModel, records: BoardRecords, platform: string): BoardRow {
  const account = records.account(model.account);
  const part = account ? partOfAccount(account, platform) : empty;
  const state = model.enabled ? part.state : board.health.off;
  const health = records.healthOf(model);
  return { ...empty, ...part, key: model.id, from: texts.named, model: model.name, state, health };
}

function partOfAccount(account: BoardAccount, platform: string) {
  return {
    account: nameOfAccount(account, platform),
    host: hostOf(account),
    where: account.leaves_network ? texts.outside : texts.inside,
    health: account.health,
    state: stateOf(account),
  };
}
