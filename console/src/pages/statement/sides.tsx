import type { ReactNode } from 'react';
import type { Statement } from '../../api/statement.ts';
import { useArea } from '../../areas/area.tsx';
import { formatCount, formatRoughAmount } from '../../components/numbers.ts';
import { Panel } from '../../components/panel.tsx';
import { statement as texts } from '../../strings/statement.ts';
import { Amount } from './amount.tsx';
import { describeTokens, describeUse } from './describe-use.ts';
import styles from './statement.module.css';

interface SideProps {
  statement: Statement;
}

function Headline({ children, note }: { children: ReactNode; note: string }) {
  return (
    <p className={styles.headline}>
      <span className={styles.amount}>{children}</span> <span className={styles.note}>{note}</span>
    </p>
  );
}

/** What the platform asks for; its items are a table of their own. */
export function PlatformSide({ statement }: SideProps) {
  const { name } = useArea().platform;
  const { currency, own, managed_fallback: fallback, billed_by_platform: billed } = statement;
  const areRatesKnown = fallback.factor !== null;
  return (
    <Panel title={texts.platform.title(name)}>
      <div className={styles.card}>
        <Headline note={texts.platform.forCalls(formatCount(own.sums.requests + fallback.sums.requests))}>
          <Amount
            amount={billed.amount}
            currency={currency}
            unknown={areRatesKnown ? texts.noPrice : texts.noRates}
            format={formatRoughAmount}
          />
        </Headline>
        {billed.amount === null && (
          <p>{areRatesKnown ? texts.platform.unpriced : texts.platform.unknown(name)}</p>
        )}
        <p className={styles.note}>{texts.platform.meaning(name)}</p>
      </div>
    </Panel>
  );
}

/** What the tenant’s own models cost it, at whoever serves them. */
export function OwnSide({ statement: { own, currency } }: SideProps) {
  const { amount, unpriced_tokens: unpriced } = own.estimated_cost;
  const isUnused = own.sums.attempts === 0;
  return (
    <Panel title={texts.own.title}>
      <div className={styles.card}>
        <Headline note={texts.own.estimate}>
          <Amount
            amount={isUnused ? '0' : amount}
            currency={currency}
            unknown={texts.noPrice}
            format={formatRoughAmount}
          />
        </Headline>
        <p>{describeUse(own.sums)}</p>
        {unpriced > 0 && <p>{texts.unpriced(formatCount(unpriced))}</p>}
        <p className={styles.note}>{texts.own.meaning}</p>
      </div>
    </Panel>
  );
}

/** What is paid for by the subscription, and within which limits. */
export function BundledSide({ statement: { bundled } }: SideProps) {
  const { name } = useArea().platform;
  const { requests_per_minute: requests, tokens_per_minute: tokens, concurrent } = bundled.limits;
  const limits = [
    requests !== null && texts.bundled.requests(formatCount(requests)),
    tokens !== null && texts.bundled.tokens(formatCount(tokens)),
    concurrent !== null && texts.bundled.concurrent(formatCount(concurrent)),
  ].filter((limit) => limit !== false);
  return (
    <Panel title={texts.bundled.title}>
      <div className={styles.card}>
        <Headline note={texts.bundled.nothing}>{texts.calls(formatCount(bundled.sums.requests))}</Headline>
        <p>{describeTokens(bundled.sums)}</p>
        <p>
          {texts.bundled.limits}: {limits.length === 0 ? texts.bundled.unlimited : limits.join(', ')}
        </p>
        <p className={styles.note}>{texts.bundled.meaning(name)}</p>
      </div>
    </Panel>
  );
}
