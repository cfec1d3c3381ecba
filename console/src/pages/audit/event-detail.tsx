import { audit } from '../../strings/audit.ts';
import styles from './audit.module.css';

/** What changed, from what to what; anything else as it was written down. Text, whatever is in it. */
export function EventDetail({ detail }: { detail: Record<string, unknown> }) {
  const entries = Object.entries(detail);
  if (entries.length === 0) return null;
  return (
    <ul className={styles.changes}>
      {entries.map(([name, value]) => (
        <li key={name}>
          <span className={styles.field}>{name}</span> {describeChange(value)}
        </li>
      ))}
    </ul>
  );
}

function describeChange(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'from' in value && 'to' in value) {
    return `${describeValue(value.from)} → ${describeValue(value.to)}`;
  }
  return describeValue(value);
}

function describeValue(value: unknown): string {
  if (value === null || value === undefined) return audit.nothing;
  if (Array.isArray(value)) return value.map(describeValue).join('; ') || audit.nothing;
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${describeValue(part)}`)
    .join(', ');
}
