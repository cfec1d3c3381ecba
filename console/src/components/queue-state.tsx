import type { QueueState } from '../api/queue.ts';
import { queue } from '../strings/queue.ts';
import { Badge, type Tone } from './badge.tsx';

const tones: Record<QueueState, Tone> = { running: 'healthy', paused: 'broken', draining: 'waiting' };

/** What operators have a queue do. */
export function QueueStateBadge({ state }: { state: QueueState }) {
  return (
    <Badge tone={tones[state]} dot>
      {queue.states[state]}
    </Badge>
  );
}

const units = [
  { seconds: 86_400, say: queue.age.days },
  { seconds: 3_600, say: queue.age.hours },
  { seconds: 60, say: queue.age.minutes },
  { seconds: 1, say: queue.age.seconds },
] as const;

/** For how long the first of them has waited. */
export function describeWait({ depth, oldest_age_s: age }: { depth: number; oldest_age_s: number }): string {
  if (depth === 0) return queue.none;
  const { seconds, say } = units.find((unit) => age >= unit.seconds) ?? units[3];
  return say(Math.floor(age / seconds));
}
