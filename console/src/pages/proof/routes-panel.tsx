import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RoutingProof, routingProofQuery } from '../../api/statements.ts';
import { useApi, useArea } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { formatUtc } from '../../components/instants.ts';
import { Names } from '../../components/names.tsx';
import { Note } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { SignedActions } from '../../components/signed/signed-actions.tsx';
import { fallback } from '../../strings/fallback.ts';
import { proof } from '../../strings/proof.ts';
import styles from './proof.module.css';
import { RoutesTable } from './routes-table.tsx';

const texts = proof.routes;
type Statement = RoutingProof['statement'];

/** Before any call: everywhere that one could go, as things are now. */
export function RoutesPanel() {
  const query = useQuery(routingProofQuery(useApi()));
  const signAnew = (
    <Button variant="default" size="xs" loading={query.isRefetching} onClick={() => query.refetch()}>
      {proof.statement.again}
    </Button>
  );
  return (
    <Panel title={texts.title} aside={signAnew} flush>
      <Async query={query} what={texts.loading} skeleton={<Skeleton height={420} />}>
        {(answer) => <Routes answer={answer} />}
      </Async>
    </Panel>
  );
}

function Routes({ answer }: { answer: RoutingProof }) {
  const { platform } = useArea();
  const { statement } = answer;
  return (
    <>
      <div className={styles.body}>
        <ManagedNote statement={statement} platform={platform.name} />
        <Facts facts={factsOf(statement, platform.name)} />
      </div>
      <div className={styles.table}>
        {statement.targets.length === 0 ? (
          <EmptyState icon="route" title={texts.empty.title}>
            {texts.empty.body}
          </EmptyState>
        ) : (
          <RoutesTable targets={statement.targets} />
        )}
      </div>
      <div className={styles.body}>
        <SignedActions key={answer.signature} answer={answer} kind="routing" />
      </div>
    </>
  );
}

function ManagedNote({ statement: { managed }, platform }: { statement: Statement; platform: string }) {
  if (!managed.possible) {
    return (
      <Note tone="healthy" icon="lock" title={texts.impossible(platform)}>
        <p>{texts.impossibleMeaning}</p>
      </Note>
    );
  }
  return (
    <Note tone="waiting" icon="globe" title={texts.possible(platform)}>
      {managed.by_mode && <p>{texts.byMode}</p>}
      {managed.by_fallback && <p>{texts.byFallback}</p>}
    </Note>
  );
}

function factsOf(statement: Statement, platform: string): Fact[] {
  const { facts } = texts;
  const { at, mode, policies, hosts, regions, region_unknown: isUnknown } = statement;
  const policy = policies.find(({ agent_id: agent }) => agent === null)?.effective_policy;
  const name = policy && fallback.policies[policy].name;
  const agents = policies.filter(({ agent_id: agent }) => agent !== null).length;
  return [
    { label: facts.at, value: formatUtc(at) },
    { label: facts.mode, value: mode === 'byo' ? facts.modes.byo : facts.modes.bundled(platform) },
    {
      label: facts.policy,
      value: typeof name === 'function' ? name(platform) : (name ?? facts.noPolicy),
      ...(agents > 0 && { note: facts.agentPolicies(agents) }),
    },
    { label: facts.lock, value: describeLock(statement.lock, platform) },
    { label: facts.hosts, value: <Names names={hosts} none={facts.none} /> },
    {
      label: facts.regions,
      value: <Names names={regions} none={facts.none} />,
      ...(isUnknown && { note: facts.unknown }),
    },
  ];
}

function describeLock({ managed, hosts, regions }: Statement['lock'], platform: string): string {
  const { facts } = texts;
  const rules = [
    ...(managed === null ? [] : [facts.locked(platform)]),
    ...(hosts === null ? [] : [facts.lockedHosts(hosts.join(', ') || facts.none)]),
    ...(regions === null ? [] : [facts.lockedRegions(regions.join(', ') || facts.none)]),
  ];
  return rules.join('; ') || facts.open;
}
