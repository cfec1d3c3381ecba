import type { BoardAccount, BoardModel } from '../../api/board.ts';
import { board } from '../../strings/board.ts';
import { statuses } from '../../strings/statuses.ts';
import type { BoardRecords, DrawnSource } from './board-records.ts';

const texts = board.cable;

export function nameOfSource({ kind, name, operation }: DrawnSource): string {
  if (kind === 'call') return board.sources.call;
  if (name === null) return board.sources.environment[operation];
  return kind === 'agent' && operation === 'embedding' ? board.sources.embeddings(name) : name;
}

export const nameOfAccount = ({ name }: BoardAccount, platform: string): string =>
  name ?? board.managedAccount(platform);

/** With the region, where one was noted. */
export function hostOf({ host, data_region: region }: BoardAccount): string {
  return region === null ? (host ?? board.unbound) : `${host ?? board.unbound} (${region})`;
}

/** What is to be known of a model beside its name. */
export function notesOf({
  model,
  owner,
  is_default: isDefault,
  agent_id: agent,
  enabled,
}: BoardModel): string {
  const notes = [
    ...(agent === null ? [] : [board.ofAgent(agent)]),
    model,
    ...(isDefault && owner === 'own' ? [board.defaultModel] : []),
    ...(enabled ? [] : [board.disabledModel]),
  ];
  return notes.join(' · ');
}

/** One word on how it is; of a tenant’s own account the very word that its page has for it. */
export function stateOf({ status, health, stopped }: BoardAccount): string {
  if (stopped) return board.stopped;
  // What is switched off is so whatever was last found out about it.
  return status === null || health === 'off' ? board.health[health] : statuses[status].name;
}

/** The whole way of its calls, as sentences. */
export function describeSource(source: DrawnSource, records: BoardRecords): string {
  const from = nameOfSource(source);
  const [first, ...further] = source.targets;
  const model = first && records.model(first.model);
  const account = model && records.account(model.account);
  if (!first || !model || !account) return texts.nothing(from, source.problem?.detail ?? '');
  return [
    texts.serves(from, model.name, hostOf(account), stateOf(account)),
    source.problem ? texts.refused(source.problem.detail) : '',
    texts.payer[first.payer],
    account.leaves_network ? texts.leaves : texts.stays,
    describeFailure(
      source,
      further.map((target) => records.model(target.model)?.name ?? target.model),
    ),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function describeFailure({ when_spent: spent }: DrawnSource, further: readonly string[]): string {
  if (spent === null) return '';
  if (further.length === 0) return texts.spentAtOnce[spent];
  return `${texts.next(further.join(texts.separator))} ${texts.spent[spent]}`;
}

export function describeModel(model: BoardModel, records: BoardRecords): string {
  const account = records.account(model.account);
  const host = account ? hostOf(account) : board.unbound;
  const state = model.enabled && account ? stateOf(account) : board.health.off;
  return `${texts.model(model.name, notesOf(model), host, state)} ${describeUsers(model.id, records, texts.onlyNamed)}`;
}

export function describeAccount(account: BoardAccount, records: BoardRecords, platform: string): string {
  const hasModels = records.models.some((model) => model.account === account.id);
  const none = hasModels ? texts.onlyNamed : texts.noModels;
  const said = texts.account(nameOfAccount(account, platform), hostOf(account), stateOf(account));
  return `${said} ${describeUsers(account.id, records, none)}`;
}

function describeUsers(key: string, records: BoardRecords, none: string): string {
  const { first, spare } = records.usersOf(key);
  const said = [
    ...(first.length > 0 ? [texts.used(first.map(nameOfSource).join(', '))] : []),
    ...(spare.length > 0 ? [texts.spare(spare.map(nameOfSource).join(', '))] : []),
  ];
  return said.length === 0 ? none : said.join(' ');
}
