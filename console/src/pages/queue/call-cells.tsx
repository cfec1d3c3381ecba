import type { QueuedCall } from '../../api/queue.ts';
import cells from '../../components/cells.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { queue } from '../../strings/queue.ts';

/** Which call it is: never what was asked, which is sealed. */
export function CallCell({ call }: { call: QueuedCall }) {
  const { operation, model, request_id: request } = call;
  return (
    <>
      <span className={cells.name}>{model ?? queue.default}</span>
      <span className={cells.under}>
        <span className={cells.copied}>
          {queue.operations[operation] ?? operation}
          <CopyButton value={request} label={queue.copyRequest(request)} />
        </span>
      </span>
    </>
  );
}

/** On whose behalf it came. */
export function FromCell({ call: { feature, agent, user } }: { call: QueuedCall }) {
  const known = [
    feature !== null && queue.feature(feature),
    agent !== null && queue.agent(agent),
    user !== null && queue.user(user),
  ].filter((one) => one !== false);
  return known.length === 0 ? queue.program : known.join(', ');
}
