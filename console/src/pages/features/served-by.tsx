import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Feature } from '../../api/features.ts';
import { toProblem } from '../../api/problem.ts';
import { explanationQuery } from '../../api/routing.ts';
import { useArea } from '../../areas/area.tsx';
import { common } from '../../strings/common.ts';
import { features } from '../../strings/features.ts';
import styles from './features.module.css';

/** What a call of this feature would meet now, asked of the rules that calls go by. */
export function ServedBy({ feature }: { feature: Feature }) {
  const { api, platform } = useArea();
  const isOff = feature.assignment === 'off';
  const asked = useQuery({
    ...explanationQuery(api, { feature: feature.id, operation: feature.operation }),
    // That nothing serves it is an answer here, and no failure.
    throwOnError: false,
    enabled: !isOff,
  });
  if (isOff) return <span className={styles.soft}>{features.off}</span>;
  if (asked.isError) return <span className={styles.nothing}>{describeFailure(asked.error)}</span>;
  const target = asked.data?.targets[0];
  if (!asked.data) {
    return (
      <div role="status" aria-label={common.loading(feature.name)}>
        <Skeleton height={32} width="80%" />
      </div>
    );
  }
  if (!target) return <span className={styles.nothing}>{features.none}</span>;
  return (
    <>
      <span>{target.name ?? target.model}</span>
      <span className={styles.under}>
        {target.owner === 'own' ? target.host : features.managed(platform.name)}
      </span>
    </>
  );
}

function describeFailure(error: unknown): string {
  const { code, message } = toProblem(error);
  if (code === 'model_not_found') return features.none;
  return code === 'target_locked' ? features.locked : message || features.none;
}
