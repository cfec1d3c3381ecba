import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Attempt } from '../../api/ledger.ts';
import { usePlace } from '../../areas/area.tsx';
import { Actor } from '../../components/actor.tsx';
import cells from '../../components/cells.module.css';
import { formatInstant, formatShortInstant } from '../../components/instants.ts';
import { formatCount, formatDuration } from '../../components/numbers.ts';
import { ledger } from '../../strings/ledger.ts';
import { OutcomeBadge, OwnerBadge } from './attempt-badges.tsx';
import { describeFailure, describeOperation } from './describe-attempt.ts';
import styles from './ledger.module.css';

/** One try; its time leads to the whole story of the call. */
export function AttemptRow({ attempt }: { attempt: Attempt }) {
  const place = usePlace();
  const { at, number, request_id: request, model_name: model, host, owner, payer, reason } = attempt;
  const time = formatInstant(at);
  return (
    <Table.Tr className={styles.row}>
      <Table.Td className={styles.when}>
        <Link
          className={cells.link}
          to="/t/$tenant/$environment/ledger/$request"
          params={{ ...place, request }}
          title={time}
          aria-label={ledger.openCall(formatShortInstant(at), number)}
        >
          {formatShortInstant(at)}
        </Link>
        <span className={cells.under}>
          {describeOperation(attempt)}
          {number > 1 && `, ${ledger.attempt(number)}`}
        </span>
      </Table.Td>
      <Table.Td className={styles.from}>
        <From attempt={attempt} />
      </Table.Td>
      <Table.Td className={styles.model}>
        {model}
        <span className={cells.under}>{host}</span>
      </Table.Td>
      <Table.Td className={styles.account}>
        <OwnerBadge owner={owner} payer={payer} />
        <span className={cells.under}>{ledger.reason(reason)}</span>
      </Table.Td>
      <Table.Td>
        <OutcomeBadge outcome={attempt.outcome} />
        <span className={cells.under}>{describeFailure(attempt)}</span>
      </Table.Td>
      <Table.Td className={styles.number}>
        <Tokens attempt={attempt} />
      </Table.Td>
      <Table.Td className={styles.number}>{formatDuration(attempt.total_ms)}</Table.Td>
    </Table.Tr>
  );
}

/** On whose behalf the call came in. */
function From({ attempt }: { attempt: Attempt }) {
  const { feature_id: feature, agent_id: agent, user_id: user } = attempt;
  const behalf = [
    ...(feature === null ? [] : [ledger.feature(feature)]),
    ...(agent === null ? [] : [ledger.agent(agent)]),
    ...(user === null ? [] : [ledger.user(user)]),
  ];
  const [first, ...others] = behalf;
  return (
    <>
      {first ?? <Actor actor={{ kind: attempt.actor_kind, id: attempt.actor_id }} />}
      {others.length > 0 && <span className={cells.under}>{others.join(', ')}</span>}
    </>
  );
}

function Tokens({ attempt: { prompt_tokens: input, completion_tokens: output } }: { attempt: Attempt }) {
  if (input === null) return null;
  const [sent, received] = [formatCount(input), formatCount(output ?? 0)];
  return <span title={ledger.tokensRead(sent, received)}>{ledger.tokens(sent, received)}</span>;
}
