import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import { credentialsQuery } from '../../api/credentials.ts';
import { featuresQuery } from '../../api/features.ts';
import { parsePeriod, type Wished } from '../../api/periods.ts';
import { useArea } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { PeriodField } from '../../components/period-field.tsx';
import { explain } from '../../strings/explain.ts';
import { failureClasses, ledger } from '../../strings/ledger.ts';
import { ChoiceFilter, TextFilter } from './filter-fields.tsx';
import styles from './ledger.module.css';
import { type LedgerSearch, parseFilter } from './ledger-search.ts';

const texts = ledger.filters;

interface LedgerFiltersProps {
  search: LedgerSearch;
  /** What is empty in it is not asked for. */
  onLook: (wish: Wished<LedgerSearch>) => void;
}

/** What is set holds at once, and stands in the address. */
export function LedgerFilters({ search, onLook }: LedgerFiltersProps) {
  const isMoreSet = rare.some((name) => search[name] !== undefined);
  const [isOpen, setOpen] = useState(isMoreSet);
  const showsMore = isOpen || isMoreSet;
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are no fields of a form that is sent
    <div className={styles.filters} role="group" aria-label={texts.label}>
      <div className={form.fields}>
        <PeriodField
          value={parsePeriod(search)}
          onChange={(period) => onLook({ ...parseFilter(search), ...period })}
        />
        <UsualFilters search={search} onLook={onLook} />
      </div>
      {showsMore && (
        <div className={form.fields}>
          <RareFilters search={search} onLook={onLook} />
        </div>
      )}
      <div className={form.actions}>
        <Button variant="subtle" size="compact-sm" disabled={isMoreSet} onClick={() => setOpen(!isOpen)}>
          {showsMore ? texts.fewer : texts.more}
        </Button>
        {Object.keys(parseFilter(search)).length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => onLook(parsePeriod(search))}>
            {texts.clear}
          </Button>
        )}
      </div>
    </div>
  );
}

function UsualFilters({ search, onLook }: LedgerFiltersProps) {
  const { api, platform } = useArea();
  const features = useQuery(featuresQuery(api)).data?.items ?? [];
  const agents = useQuery(agentsQuery(api)).data?.items ?? [];
  const edit = (change: Record<string, string>) => onLook({ ...search, ...change });
  return (
    <>
      <ChoiceFilter
        label={texts.owner}
        value={search.owner}
        onChoose={(owner) => edit({ owner })}
        choices={[
          ['own', ledger.owners.own()],
          ['managed', ledger.owners.managed(platform.name)],
        ]}
      />
      <ChoiceFilter
        label={texts.outcome}
        value={search.outcome}
        onChoose={(outcome) => edit({ outcome })}
        choices={Object.entries(ledger.outcomes)}
      />
      <ChoiceFilter
        label={texts.feature}
        value={search.feature_id}
        onChoose={(feature) => edit({ feature_id: feature })}
        choices={features.map(({ id, name }) => [id, name])}
      />
      <ChoiceFilter
        label={texts.agent}
        value={search.agent_id}
        onChoose={(agent) => edit({ agent_id: agent })}
        choices={agents.map(({ id, name }) => [id, name])}
      />
      <TextFilter
        label={texts.host}
        placeholder={texts.hostHelp}
        value={search.host}
        onWrite={(host) => edit({ host })}
      />
    </>
  );
}

const rare = [
  'credential_id',
  'provider',
  'model_name',
  'user_id',
  'payer',
  'operation',
  'failure_class',
] as const;

function RareFilters({ search, onLook }: LedgerFiltersProps) {
  const accounts = useQuery(credentialsQuery(useArea().api)).data?.items ?? [];
  const edit = (change: Record<string, string>) => onLook({ ...search, ...change });
  return (
    <>
      <ChoiceFilter
        label={texts.credential}
        value={search.credential_id}
        onChoose={(credential) => edit({ credential_id: credential })}
        choices={accounts.map(({ id, name }) => [id, name])}
      />
      <TextFilter label={texts.provider} value={search.provider} onWrite={(provider) => edit({ provider })} />
      <TextFilter
        label={texts.model}
        value={search.model_name}
        onWrite={(model) => edit({ model_name: model })}
      />
      <TextFilter label={texts.user} value={search.user_id} onWrite={(user) => edit({ user_id: user })} />
      <ChoiceFilter
        label={texts.payer}
        value={search.payer}
        onChoose={(payer) => edit({ payer })}
        choices={Object.entries(explain.payers)}
      />
      <ChoiceFilter
        label={texts.operation}
        value={search.operation}
        onChoose={(operation) => edit({ operation })}
        choices={Object.entries(ledger.operations)}
      />
      <ChoiceFilter
        label={texts.failure}
        value={search.failure_class}
        onChoose={(failure) => edit({ failure_class: failure })}
        choices={failureClasses.map((one) => [one, ledger.failure(one)])}
      />
    </>
  );
}
