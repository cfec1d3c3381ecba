import { useEffect, useState } from 'react';
import { common } from '../strings/common.ts';

const units = [
  { unit: 'year', seconds: 365 * 86_400 },
  { unit: 'month', seconds: 30 * 86_400 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const refreshMs = 30_000;

/** How long ago, or in how long, with the exact time on hover. Null: it never was. */
export function TimeAgo({ at }: { at: string | null }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  if (at === null) return <span>{common.never}</span>;
  const instant = new Date(at);
  return (
    <time dateTime={at} title={exact.format(instant)}>
      {describe((instant.getTime() - now) / 1000)}
    </time>
  );
}

function describe(seconds: number): string {
  const found = units.find((unit) => Math.abs(seconds) >= unit.seconds);
  return found ? relative.format(Math.round(seconds / found.seconds), found.unit) : common.justNow;
}
