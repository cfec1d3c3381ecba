import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ExplainBody, type Explanation, type Fallback, fallbackQuery } from '../../api/routing.ts';
import { useArea, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { explain } from '../../strings/explain.ts';
import { fallback } from '../../strings/fallback.ts';
import styles from './explain.module.css';

type Target = Explanation['targets'][number];

interface RouteProps {
  explanation: Explanation;
  asked: ExplainBody;
}

/** Each target in its turn: why it is there, where it is, who pays, what leaves, and what comes if it fails. */
export function Route({ explanation: { mode, targets }, asked }: RouteProps) {
  const { api, platform } = useArea();
  const policy = useQuery(fallbackQuery(api, asked.agent_id));
  const place = usePlace();
  return (
    <div className={styles.route}>
      <p>{mode === 'byo' ? explain.mode.byo : explain.mode.bundled(platform.name)}</p>
      <ol className={styles.targets}>
        {targets.map((target, index) => (
          <li key={`${target.config_id ?? target.provider_id}/${target.model}`} className={styles.target}>
            <div className={styles.heading}>
              <span className={styles.position}>{index + 1}</span>
              <h3>{target.name ?? target.model}</h3>
              <Badge tone={target.owner === 'own' ? 'accent' : 'idle'}>
                {target.owner === 'own' ? explain.owners.own : explain.owners.managed(platform.name)}
              </Badge>
              <Badge tone={target.leaves_network ? 'waiting' : 'healthy'}>
                {target.leaves_network ? explain.leaves : explain.stays}
              </Badge>
            </div>
            <p className={styles.soft}>{explain.rules[target.reason]}</p>
            <Facts facts={factsOf(target)} />
            <p>{target.what_leaves}</p>
            <div className={styles.failure}>
              <Async query={policy} what={fallback.loading} skeleton={<Skeleton height={20} />}>
                {(known) => (
                  <p>
                    <strong>{explain.fails}:</strong>{' '}
                    {describeFailure(target, targets[index + 1], known, asked.operation ?? 'chat')}
                  </p>
                )}
              </Async>
            </div>
          </li>
        ))}
      </ol>
      <p className={styles.soft}>
        {explain.never}{' '}
        <Link
          to="/t/$tenant/$environment/fallback"
          params={place}
          search={asked.agent_id === undefined ? {} : { agent: asked.agent_id }}
        >
          {explain.change}
        </Link>
      </p>
    </div>
  );
}

function factsOf(target: Target): Fact[] {
  const { labels } = explain;
  return [
    { label: labels.payer, value: explain.payers[target.payer] },
    { label: labels.host, value: target.host },
    { label: labels.model, value: <code>{target.model}</code> },
    ...(target.provider_id === null
      ? []
      : [{ label: labels.account, value: <code>{target.provider_id}</code> }]),
    ...(target.data_region === null ? [] : [{ label: labels.region, value: target.data_region }]),
  ];
}

function describeFailure(
  target: Target,
  next: Target | undefined,
  { effective_policy: policy, managed_on: classes }: Fallback,
  operation: 'chat' | 'embedding',
): string {
  const name = next?.name ?? next?.model;
  if (name === undefined) {
    if (operation === 'embedding') return explain.last.embedding;
    return target.owner === 'managed' ? explain.last.managedItself : explain.last[policy];
  }
  if (next?.reason !== 'managed_fallback') return explain.next(name);
  if (classes.length === 0) return explain.nextManaged(name);
  const named = classes.map((one) => fallback.managedOn.classes[one].toLowerCase());
  return explain.nextManagedOn(name, named.join(', '));
}
