import type { Feature } from '../../api/features.ts';
import { Badge } from '../../components/badge.tsx';
import { features } from '../../strings/features.ts';
import styles from './features.module.css';

const texts = features.needs;
const count = new Intl.NumberFormat('en');

/** What a feature asks of its model. */
export function FeatureNeeds({ feature }: { feature: Feature }) {
  const { needs, operation, min_context_tokens: tokens, max_latency_s: seconds } = feature;
  const all = [
    ...needs.map((need) => texts[need]),
    ...(tokens === null ? [] : [texts.context(count.format(tokens))]),
    ...(seconds === null ? [] : [texts.latency(seconds)]),
  ];
  if (all.length === 0) {
    const nothing = operation === 'chat' ? texts.nothing : texts.nothingEmbedding;
    return <span className={styles.soft}>{nothing}</span>;
  }
  return (
    <span className={styles.needs}>
      {all.map((need) => (
        <Badge key={need} tone="idle">
          {need}
        </Badge>
      ))}
    </span>
  );
}
