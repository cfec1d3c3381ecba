import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type CustodyPack, custodyQuery } from '../../api/statements.ts';
import { useApi, useArea, usePlace } from '../../areas/area.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { formatUtc } from '../../components/instants.ts';
import { Names } from '../../components/names.tsx';
import { Note } from '../../components/note.tsx';
import { formatCount } from '../../components/numbers.ts';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { SignedActions } from '../../components/signed/signed-actions.tsx';
import { SignedPanel } from '../../components/signed/signed-panel.tsx';
import { custody } from '../../strings/custody.ts';
import { pages } from '../../strings/pages.ts';
import styles from './custody.module.css';
import { KeyPanel } from './key-panel.tsx';

const address = '/t/$tenant/$environment/custody';
type Statement = CustodyPack['statement'];

export function CustodyPage() {
  const period = getRouteApi(address).useSearch();
  const place = usePlace();
  const navigate = useNavigate();
  const query = useQuery(custodyQuery(useApi(), period));
  const keys = query.data?.statement.keys ?? [];
  return (
    <Page title={pages.custody} description={custody.description}>
      <SignedPanel
        texts={custody}
        period={period}
        onPeriod={(search) => void navigate({ to: address, params: place, search, replace: true })}
        query={query}
      >
        {(answer) => <Pack answer={answer} />}
      </SignedPanel>
      {query.data && keys.length === 0 && (
        <Panel title={custody.facts.keys}>
          <EmptyState icon="key" title={custody.empty.title}>
            {custody.empty.body}
          </EmptyState>
        </Panel>
      )}
      {keys.map((key) => (
        <KeyPanel key={key.credential_id} held={key} />
      ))}
    </Page>
  );
}

function Pack({ answer }: { answer: CustodyPack }) {
  const { platform } = useArea();
  const { statement, signature } = answer;
  return (
    <div className={styles.stack}>
      {!statement.complete && (
        <Note tone="waiting" icon="alert" title={custody.incomplete.title}>
          {custody.incomplete.body}
        </Note>
      )}
      <Facts facts={factsOf(statement, platform.name)} />
      <SignedActions key={signature} answer={answer} kind="custody" />
    </div>
  );
}

function factsOf(statement: Statement, platform: string): Fact[] {
  const { facts } = custody;
  const { at, from, to, keys, calls, managed, hosts, kek_version: kek } = statement;
  const held = keys.filter(({ state }) => state === 'held').length;
  return [
    { label: facts.at, value: formatUtc(at) },
    { label: facts.keys, value: facts.keysOf(held, keys.length - held) },
    { label: facts.period, value: formatUtc(from), note: facts.until(formatUtc(to)) },
    { label: facts.calls, value: formatCount(calls) },
    {
      label: facts.managed(platform),
      value: managed.attempts === 0 ? facts.none : facts.attempts(managed.attempts),
    },
    { label: facts.hosts, value: <Names names={hosts} none={facts.none} /> },
    { label: facts.kek, value: kek === null ? facts.unknown : facts.kekVersion(kek) },
    headFact(facts.auditHead, statement.audit_head),
    headFact(facts.ledgerHead, statement.ledger_head),
  ];
}

function headFact(label: string, head: Statement['audit_head']): Fact {
  const { facts } = custody;
  if (head === null) return { label, value: facts.none };
  return {
    label,
    value: facts.head(head.seq),
    note: (
      <>
        <code>{head.hash.slice(0, 12)}…</code> <CopyButton value={head.hash} label={facts.copyHead(label)} />
      </>
    ),
  };
}
