import { Link } from '@tanstack/react-router';
import type { Attempt } from '../../api/ledger.ts';
import { useArea, useMay, usePlace } from '../../areas/area.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { formatBytes, formatCount, formatDuration } from '../../components/numbers.ts';
import { explain } from '../../strings/explain.ts';
import { call, ledger } from '../../strings/ledger.ts';
import { OutcomeBadge, OwnerBadge } from './attempt-badges.tsx';
import { describeFailure } from './describe-attempt.ts';
import styles from './ledger.module.css';

const { fields } = call;

/** One try of a call, with everything that its row of the ledger says. */
export function AttemptCard({ attempt }: { attempt: Attempt }) {
  const { number, model_name: model, owner, payer } = attempt;
  return (
    <li className={styles.attempt}>
      <div className={styles.heading}>
        <h3>
          {call.attempt(number)}: {model}
        </h3>
        <OwnerBadge owner={owner} payer={payer} />
      </div>
      <Facts facts={[...whereFacts(attempt), ...howFacts(attempt)]} />
    </li>
  );
}

function whereFacts(attempt: Attempt): Fact[] {
  const { host, address, provider, payer, reason, outcome } = attempt;
  return [
    { label: fields.outcome, value: <OutcomeBadge outcome={outcome} />, note: describeFailure(attempt) },
    { label: fields.host, value: host, note: address ?? call.noAddress },
    { label: fields.provider, value: provider },
    { label: fields.account, value: <Account attempt={attempt} /> },
    { label: fields.payer, value: explain.payers[payer] },
    { label: fields.reason, value: ledger.reason(reason) },
  ];
}

function howFacts(attempt: Attempt): Fact[] {
  const { first_byte_ms: firstByte, total_ms: total, queue_ms: queued, seq, hash } = attempt;
  const { request_bytes: sent, answer_bytes: received, upstream_request_id: upstream } = attempt;
  const begun = firstByte === null ? {} : { note: `${fields.firstByte}: ${formatDuration(firstByte)}` };
  return [
    { label: fields.took, value: formatDuration(total), ...begun },
    ...(queued === null ? [] : [{ label: fields.queued, value: formatDuration(queued) }]),
    tokenFact(attempt),
    { label: fields.bytes, value: call.bytes(formatBytes(sent), formatBytes(received)) },
    {
      label: fields.upstream,
      value:
        upstream === null ? (
          call.unknown
        ) : (
          <>
            <code>{upstream}</code> <CopyButton value={upstream} label={call.copyUpstream(upstream)} />
          </>
        ),
    },
    {
      label: fields.row,
      value: formatCount(seq),
      note: (
        <>
          <code>{fields.hash(hash.slice(0, 12))}</code> <CopyButton value={hash} label={call.copyHash(seq)} />
        </>
      ),
    },
  ];
}

function tokenFact(attempt: Attempt): Fact {
  const { prompt_tokens: input, completion_tokens: output } = attempt;
  const { cached_tokens: cached, reasoning_tokens: reasoning } = attempt;
  if (input === null) return { label: fields.tokens, value: call.unknown };
  const isMore = cached !== null || reasoning !== null;
  return {
    label: fields.tokens,
    value: ledger.tokensRead(formatCount(input), formatCount(output ?? 0)),
    ...(isMore && { note: fields.moreTokens(formatCount(cached ?? 0), formatCount(reasoning ?? 0)) }),
  };
}

/** An own one has a page, though it may be gone. The platform’s have no name that tenants could use. */
function Account({ attempt }: { attempt: Attempt }) {
  const { platform } = useArea();
  const place = usePlace();
  const maySee = useMay('credentials.view');
  const { owner, credential_id: account, credential_version: version } = attempt;
  if (owner === 'managed') return ledger.owners.managed(platform.name);
  const name = fields.version(version);
  return maySee ? (
    <Link to="/t/$tenant/$environment/accounts/$account" params={{ ...place, account }}>
      {ledger.owners.own()}, {name}
    </Link>
  ) : (
    `${ledger.owners.own()}, ${name}`
  );
}
