import type { Board, BoardAccount, BoardModel } from '../../api/board.ts';
import type { ApiProblem } from '../../api/problem.ts';
import type { Explanation } from '../../api/routing.ts';
import type { DrawnSource } from '../../components/board/board-records.ts';

type Target = Explanation['targets'][number];
type Operation = DrawnSource['operation'];

interface Drawn {
  drawn: Board;
  call: DrawnSource;
}

/** The call that was asked about, as one more source; with what only it can reach, because it names it. */
export function drawCall(board: Board, explanation: Explanation, operation: Operation): Drawn {
  let drawn = board;
  const targets = explanation.targets.map((target, index) => {
    const id = target.config_id ?? `named-${index}`;
    if (!drawn.models.some((model) => model.id === id)) drawn = withTarget(drawn, target, { id, operation });
    return { model: id, reason: target.reason, payer: target.payer };
  });
  const { mode, when_spent } = explanation;
  return { drawn, call: { ...nobody(operation), mode, targets, when_spent } };
}

/** A cable that ends in the air. */
export function drawRefusal(board: Board, { code, message }: ApiProblem, operation: Operation): Drawn {
  return { drawn: board, call: { ...nobody(operation), problem: { code, detail: message } } };
}

const nobody = (operation: Operation): DrawnSource => ({
  key: 'call',
  kind: 'call',
  id: null,
  name: null,
  operation,
  mode: null,
  targets: [],
  when_spent: null,
  problem: null,
});

function withTarget(
  board: Board,
  target: Target,
  { id, operation }: Pick<BoardModel, 'id' | 'operation'>,
): Board {
  const known = board.accounts.find(
    ({ owner, provider_id: providerId, host }) =>
      owner === target.owner && (owner === 'own' ? providerId === target.provider_id : host === target.host),
  );
  const account = known ?? toAccount(target, `${id}-account`);
  const model: BoardModel = {
    id,
    name: target.name ?? target.model,
    model: target.model,
    account: account.id,
    operation,
    owner: target.owner,
    agent_id: null,
    is_default: false,
    enabled: true,
    capabilities: {},
  };
  const accounts = known ? board.accounts : [...board.accounts, account];
  return { ...board, models: [...board.models, model], accounts };
}

/** What an explanation tells of an account; how it is, it does not. */
function toAccount(target: Target, id: string): BoardAccount {
  return {
    id,
    name: target.provider_id,
    provider_id: target.provider_id,
    provider: target.provider,
    owner: target.owner,
    host: target.host,
    leaves_network: target.leaves_network,
    data_region: target.data_region,
    agent_id: null,
    health: target.stopped ? 'off' : 'unknown',
    status: null,
    stopped: target.stopped,
    expires_at: null,
    last_checked_at: null,
  };
}
