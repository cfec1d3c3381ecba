import type { RequestState, ServiceRequest } from '../../api/service-requests.ts';
import { useArea } from '../../areas/area.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { StepList } from '../../components/step-list.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { requestPage, serviceRequests } from '../../strings/service-requests.ts';
import styles from './service-requests.module.css';
import { StateBadge } from './state-badge.tsx';

type Step = keyof typeof requestPage.steps;

const ways: Record<ServiceRequest['kind'], readonly Step[]> = {
  setup: ['submitted', 'assigned', 'awaiting_credentials', 'configuring', 'validating', 'active'],
  change: ['submitted', 'assigned', 'done'],
  provider: ['submitted', 'assigned', 'done'],
};

/** How far it is, whose move it is, and who has it. */
export function ProgressPanel({ request }: { request: ServiceRequest }) {
  const { state, kind, assignee, made_by: maker, reason, submitted_at: submittedAt } = request;
  const way = wayOf(request);
  return (
    <Panel title={requestPage.progress} aside={<StateBadge state={state} />}>
      <div className={styles.body}>
        <StepList
          label={requestPage.progress}
          steps={way.map((id) => ({ id, name: requestPage.steps[id] }))}
          reached={countReached(way, request)}
        />
        <p>{useNow(request)}</p>
        {reason !== null && (
          <div>
            <p className={styles.soft}>{requestPage.reason}</p>
            <p className={styles.text}>{reason}</p>
          </div>
        )}
        <Facts
          facts={[
            {
              label: requestPage.facts.made,
              value: maker.name,
              ...(request.on_behalf && { note: serviceRequests.onBehalf }),
            },
            { label: requestPage.facts.submitted, value: <TimeAgo at={submittedAt} /> },
            { label: requestPage.facts.assignee, value: assignee?.name ?? serviceRequests.nobody },
            { label: serviceRequests.filters.kind, value: serviceRequests.kinds[kind] },
          ]}
        />
      </div>
    </Panel>
  );
}

/** Changes wait for credentials only where an operator asked for some. */
function wayOf({ kind, history }: ServiceRequest): readonly Step[] {
  const way = ways[kind];
  const waited = history.some(({ to }) => to === 'awaiting_credentials');
  return kind === 'change' && waited ? way.toSpliced(2, 0, 'awaiting_credentials') : way;
}

/** One that was rejected or cancelled stays where it was. */
function countReached(way: readonly Step[], { state, history }: ServiceRequest): number {
  const last = history.findLast(({ to }) => way.includes(to as Step))?.to ?? 'draft';
  const at = way.indexOf((way.includes(state as Step) ? state : last) as Step);
  return state === 'active' || state === 'done' ? way.length : at + 1 - (isAtWork(state) ? 1 : 0);
}

const isAtWork = (state: RequestState): boolean =>
  state === 'awaiting_credentials' || state === 'configuring' || state === 'validating';

function useNow({ state, assignee, change, history }: ServiceRequest): string {
  const { platform, session } = useArea();
  const isOperator = session.role === 'operator';
  const isApproved = history.some(({ action }) => action === 'approve');
  if (change === 'managed_fallback' && state === 'assigned' && !isApproved) {
    return isOperator ? requestPage.approvalForOperators : requestPage.approval;
  }
  const text = (isOperator ? requestPage.nowForOperators : requestPage.now)[state];
  if (typeof text === 'string') return text;
  return text(state === 'submitted' ? platform.name : (assignee?.name ?? platform.name));
}
