import { Checkbox, Skeleton, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { type Lock, lockQuery, putLock } from '../../api/lock.ts';
import { findListProblem } from '../../api/problem.ts';
import { useApi, useArea, useChange, useMay } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { fallback } from '../../strings/fallback.ts';
import { toLockBody } from './lock-rules.ts';
import { PendingLoosening } from './pending-loosening.tsx';

const texts = fallback.lock;

export function LockPanel() {
  const lock = useQuery(lockQuery(useApi()));
  const isLocked = lock.data && Object.keys(toLockBody(lock.data)).length > 0;
  const state = lock.data && (
    <Badge tone={isLocked ? 'accent' : 'idle'}>{isLocked ? texts.locked : texts.open}</Badge>
  );
  return (
    <Panel title={texts.title} aside={state}>
      <Async query={lock} what={texts.loading} skeleton={<Skeleton height={260} />}>
        {(stored) => <LockForm stored={stored} />}
      </Async>
    </Panel>
  );
}

function LockForm({ stored }: { stored: Lock }) {
  const { platform } = useArea();
  const manages = useMay('lock.manage');
  const draft = useDraft({
    managed: stored.managed,
    hosts: stored.hosts?.join('\n') ?? '',
    regions: stored.regions?.join('\n') ?? '',
  });
  const { values, edit } = draft;
  const { managed, hosts, regions } = values;
  const change = useChange(() =>
    putLock(toLockBody({ managed, hosts: listLines(hosts), regions: listLines(regions) })),
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(undefined, { onSuccess: draft.discard });
  };
  return (
    <form className={form.form} onSubmit={save}>
      <p className={form.help}>{texts.help}</p>
      {stored.pending && <PendingLoosening stored={stored} pending={stored.pending} />}
      <fieldset className={form.section} disabled={!manages}>
        <Checkbox
          label={texts.managed(platform.name)}
          checked={values.managed === 'never'}
          onChange={(event) => edit({ managed: event.currentTarget.checked ? 'never' : null })}
        />
        <div className={form.row}>
          <Textarea
            label={texts.hosts}
            description={texts.hostsHelp}
            rows={3}
            spellCheck={false}
            value={values.hosts}
            error={findListProblem(change.error, 'hosts')}
            onChange={(event) => edit({ hosts: event.currentTarget.value })}
          />
          <Textarea
            label={texts.regions}
            description={texts.regionsHelp}
            rows={3}
            spellCheck={false}
            value={values.regions}
            error={findListProblem(change.error, 'regions')}
            onChange={(event) => edit({ regions: event.currentTarget.value })}
          />
        </div>
      </fieldset>
      {manages && (
        <SaveRow
          label={texts.save}
          draft={draft}
          change={{ ...change, isSuccess: change.isSuccess && !stored.pending }}
        />
      )}
    </form>
  );
}

function listLines(text: string): string[] | null {
  const lines = text.split(/[\s,]+/).filter((line) => line !== '');
  return lines.length === 0 ? null : lines;
}
