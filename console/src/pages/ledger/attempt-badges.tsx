import type { Attempt } from '../../api/ledger.ts';
import { useArea } from '../../areas/area.tsx';
import { Badge, type Tone } from '../../components/badge.tsx';
import { ledger } from '../../strings/ledger.ts';

const tones: Record<Attempt['outcome'], Tone> = { answered: 'healthy', failed: 'broken', aborted: 'waiting' };

/** How a try ended. */
export function OutcomeBadge({ outcome }: Pick<Attempt, 'outcome'>) {
  return (
    <Badge tone={tones[outcome]} dot>
      {ledger.outcomes[outcome]}
    </Badge>
  );
}

/** On whose account; of the platform’s, also who pays for it. */
export function OwnerBadge({ owner, payer }: Pick<Attempt, 'owner' | 'payer'>) {
  const { platform } = useArea();
  const name = ledger.owners[owner](platform.name);
  const paid = ledger.payers[payer];
  return (
    <Badge tone={owner === 'own' ? 'accent' : 'idle'}>{paid === undefined ? name : `${name}, ${paid}`}</Badge>
  );
}
