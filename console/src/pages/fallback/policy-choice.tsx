import { Radio } from '@mantine/core';
import type { Fallback } from '../../api/routing.ts';
import { useArea } from '../../areas/area.tsx';
import { Badge } from '../../components/badge.tsx';
import { fallback } from '../../strings/fallback.ts';
import styles from './fallback.module.css';

type Policy = Fallback['policy'];

const { policies } = fallback;

/** The three things that can happen, in plain words. */
export function PolicyChoice({ policy, onChoose }: { policy: Policy; onChoose: (policy: Policy) => void }) {
  const { platform } = useArea();
  const choices = [
    { value: 'fail_closed', ...policies.fail_closed },
    { value: 'queue_and_retry', ...policies.queue_and_retry },
    {
      value: 'managed',
      name: policies.managed.name(platform.name),
      meaning: policies.managed.meaning(platform.name),
    },
  ] as const;
  return (
    <Radio.Group
      value={policy}
      onChange={(value) => onChoose(value as Policy)}
      aria-label={fallback.afterwards}
      className={styles.choices}
    >
      {choices.map(({ value, name, meaning }) => (
        <div key={value} className={styles.choice} data-chosen={policy === value}>
          <Radio value={value} label={name} description={meaning} />
          {value === 'managed' && <Badge tone="waiting">{policies.managed.leaves}</Badge>}
        </div>
      ))}
    </Radio.Group>
  );
}
