import type { Feature } from '../api/features.ts';
import { features } from '../strings/features.ts';
import { Badge } from './badge.tsx';
import cells from './cells.module.css';

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
    return <span className={cells.soft}>{nothing}</span>;
  }
  return (
    <span className={cells.marks}>
      {all.map((need) => (
        <Badge key={need} tone="idle">
          {need}
        </Badge>
      ))}
    </span>
  );
}
