import { Link } from '@tanstack/react-router';
import type { CallStory } from '../../api/ledger.ts';
import { useArea, usePlace } from '../../areas/area.tsx';
import { Actor } from '../../components/actor.tsx';
import { Badge, type Tone } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { formatInstant, formatTime } from '../../components/instants.ts';
import { Panel } from '../../components/panel.tsx';
import { fallback } from '../../strings/fallback.ts';
import { call } from '../../strings/ledger.ts';
import { describeOperation } from './describe-attempt.ts';
import styles from './ledger.module.css';

const tones: Record<CallStory['state'], Tone> = {
  answered: 'healthy',
  failed: 'broken',
  aborted: 'waiting',
  waiting: 'accent',
};

/** The whole of it in a sentence, who asked, and each step as the service tells it. */
export function CallSummary({ story }: { story: CallStory }) {
  const { request_id: request, state, summary, steps } = story;
  const id = (
    <span className={cells.copied}>
      <code>{request}</code>
      <CopyButton value={request} label={call.copyRequest(request)} />
    </span>
  );
  return (
    <Panel title={call.title} aside={id}>
      <div className={styles.story}>
        <p className={styles.summary}>
          <Badge tone={tones[state]} dot>
            {call.states[state]}
          </Badge>
          <span>{summary}</span>
        </p>
        <Facts facts={[...factsOf(story), ...usePolicyFact(story)]} />
        <h3>{call.steps}</h3>
        <ol className={styles.steps}>
          {steps.map(({ at, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be alike in everything but their place
            <li key={index} className={styles.step}>
              <time dateTime={at} title={formatInstant(at)}>
                {formatTime(at)}
              </time>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      </div>
    </Panel>
  );
}

function factsOf({ attempts, queued_call: queued }: CallStory): Fact[] {
  const [first] = attempts;
  const { facts } = call;
  const at = first?.at ?? queued?.created_at;
  const feature = first?.feature_id ?? queued?.feature ?? null;
  const agent = first?.agent_id ?? queued?.agent ?? null;
  const user = first?.user_id ?? queued?.user ?? null;
  return [
    ...(at === undefined ? [] : [{ label: facts.at, value: formatInstant(at) }]),
    ...(first
      ? [{ label: facts.caller, value: <Actor actor={{ kind: first.actor_kind, id: first.actor_id }} /> }]
      : []),
    ...(first ? [{ label: facts.operation, value: describeOperation(first) }] : []),
    ...(feature === null ? [] : [{ label: facts.feature, value: feature }]),
    ...(agent === null ? [] : [{ label: facts.agent, value: agent }]),
    ...(user === null ? [] : [{ label: facts.user, value: user }]),
  ];
}

/** As it is now. Where it was changed since, the call may have gone by another one. */
function usePolicyFact({ policy, attempts, queued_call: queued }: CallStory): Fact[] {
  const { platform } = useArea();
  const place = usePlace();
  if (!policy) return [];
  const { name } = fallback.policies[policy.policy];
  const at = attempts[0]?.at ?? queued?.created_at ?? policy.updated_at;
  return [
    {
      label: call.facts.policy,
      value: (
        <Link
          to="/t/$tenant/$environment/fallback"
          params={place}
          search={policy.agent_id === null ? {} : { agent: policy.agent_id }}
        >
          {typeof name === 'string' ? name : name(platform.name)}
        </Link>
      ),
      ...(Date.parse(policy.updated_at) > Date.parse(at) && {
        note: call.facts.policySince(formatInstant(policy.updated_at)),
      }),
    },
  ];
}
