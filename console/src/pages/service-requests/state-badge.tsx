import type { RequestState } from '../../api/service-requests.ts';
import type { Environment } from '../../api/session.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { common } from '../../strings/common.ts';
import { serviceRequests } from '../../strings/service-requests.ts';

const tones: Record<RequestState, Tone> = {
  draft: 'idle',
  submitted: 'accent',
  assigned: 'accent',
  awaiting_credentials: 'waiting',
  configuring: 'accent',
  validating: 'accent',
  active: 'healthy',
  done: 'healthy',
  rejected: 'broken',
  cancelled: 'idle',
};

export function StateBadge({ state }: { state: RequestState }) {
  return (
    <Badge tone={tones[state]} dot>
      {serviceRequests.states[state]}
    </Badge>
  );
}

export function EnvironmentBadge({ environment }: { environment: Environment }) {
  return <Badge tone={environment}>{common.environments[environment]}</Badge>;
}
