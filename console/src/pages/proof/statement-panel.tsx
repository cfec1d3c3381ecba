import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type LedgerProof, ledgerProofQuery } from '../../api/statements.ts';
import { useApi, useArea, usePlace } from '../../areas/area.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { formatUtc } from '../../components/instants.ts';
import { Names } from '../../components/names.tsx';
import { Note } from '../../components/note.tsx';
import { formatCount } from '../../components/numbers.ts';
import { SignedActions } from '../../components/signed/signed-actions.tsx';
import { SignedPanel } from '../../components/signed/signed-panel.tsx';
import { proof } from '../../strings/proof.ts';
import styles from './proof.module.css';
import { Recount } from './recount-row.tsx';

const texts = proof.statement;
const address = '/t/$tenant/$environment/proof';
type Statement = LedgerProof['statement'];

/** What happened in a period: in a sentence, in numbers, and signed. */
export function StatementPanel() {
  const period = getRouteApi(address).useSearch();
  const place = usePlace();
  const navigate = useNavigate();
  const query = useQuery(ledgerProofQuery(useApi(), period));
  return (
    <SignedPanel
      texts={texts}
      period={period}
      onPeriod={(search) => void navigate({ to: address, params: place, search, replace: true })}
      query={query}
    >
      {(answer) => <Statement key={answer.signature} answer={answer} />}
    </SignedPanel>
  );
}

function Statement({ answer }: { answer: LedgerProof }) {
  const { platform } = useArea();
  const { statement } = answer;
  const { calls, attempts, by_owner: owner, complete, kept_since: since } = statement;
  const { managed } = owner;
  return (
    <div className={styles.stack}>
      <p className={styles.sentence}>
        {calls === 0 ? texts.none : texts.sentence(calls, attempts)}{' '}
        {calls > 0 &&
          (managed === 0 ? texts.neverManaged(platform.name) : texts.managed(managed, platform.name))}
      </p>
      {!complete && since !== null && (
        <Note tone="waiting" icon="alert" title={texts.incomplete.title}>
          {texts.incomplete.body(formatUtc(since))}
        </Note>
      )}
      <Facts facts={factsOf(statement, platform.name)} />
      <SignedActions answer={answer} kind="ledger" />
      {calls > 0 && <Recount statement={statement} />}
    </div>
  );
}

function factsOf(statement: Statement, platform: string): Fact[] {
  const { facts } = texts;
  const { by_owner: owner, by_payer: payer, by_outcome: outcome, hosts, rows } = statement;
  const head = statement.chain_head;
  return [
    {
      label: facts.period,
      value: formatUtc(statement.from),
      note: facts.until(formatUtc(statement.to)),
    },
    {
      label: facts.owner,
      value: facts.own(formatCount(owner.own)),
      note: facts.managed(formatCount(owner.managed), platform),
    },
    {
      label: facts.payer,
      value: facts.provider(formatCount(payer.tenant_provider)),
      note: facts.payers(formatCount(payer.subscription), formatCount(payer.metered)),
    },
    {
      label: facts.outcome,
      value: facts.answered(formatCount(outcome.answered)),
      note: facts.outcomes(formatCount(outcome.failed), formatCount(outcome.aborted)),
    },
    { label: facts.hosts, value: <Names names={hosts} none={facts.noHost} /> },
    {
      label: facts.rows,
      value:
        rows.first === null || rows.last === null
          ? facts.noRow
          : facts.rowsOf(formatCount(rows.first), formatCount(rows.last)),
    },
    {
      label: facts.head,
      value: facts.headAt(formatCount(head.seq)),
      note: (
        <>
          <code>{head.hash.slice(0, 12)}…</code> <CopyButton value={head.hash} label={facts.copyHead} />
        </>
      ),
    },
  ];
}
