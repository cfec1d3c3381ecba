import type { FlowTarget } from '../../api/data-flow.ts';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { dataFlow } from '../../strings/data-flow.ts';

const texts = dataFlow.flows;

/** Whether content leaves the tenant’s network, and in a sentence what does. */
export function Leaves({ target }: { target: Pick<FlowTarget, 'leaves_network' | 'what_leaves'> }) {
  return (
    <>
      <Badge tone={target.leaves_network ? 'waiting' : 'healthy'}>
        {target.leaves_network ? texts.leaves : texts.stays}
      </Badge>
      <span className={cells.under}>{target.what_leaves}</span>
    </>
  );
}
