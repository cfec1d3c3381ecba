import type { FormEvent } from 'react';
import type { ModelConfig } from '../../api/model-configs.ts';
import { type Fallback, putFallback } from '../../api/routing.ts';
import { useArea, useChange, useMay } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { Note } from '../../components/note.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { fallback } from '../../strings/fallback.ts';
import { ConsentField } from './consent-field.tsx';
import { ManagedOnField } from './managed-on-field.tsx';
import { PolicyChoice } from './policy-choice.tsx';
import { toDraft } from './policy-draft.ts';
import { QueueFields } from './queue-fields.tsx';
import { TargetsField } from './targets-field.tsx';

interface PolicyFormProps {
  agent: string | undefined;
  stored: Fallback;
  configs: readonly ModelConfig[];
}

/** One story, top to bottom: first other models of one’s own, then what was chosen for when none answers. */
export function PolicyForm({ agent, stored, configs }: PolicyFormProps) {
  const draft = useDraft({ ...toDraft(stored), agrees: false });
  const { values, edit } = draft;
  const change = useChange((agrees: boolean) => {
    const { agrees: _, ...policy } = values;
    return putFallback(agent, { ...policy, ...(agrees && { consent: { data_leaves_network: true } }) });
  });
  const manages = useMay('fallback.manage');
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(values.policy === 'managed' && values.agrees, { onSuccess: draft.discard });
  };
  // A policy that an agent only follows was agreed to for others.
  const consent = stored.agent_id === (agent ?? null) ? stored.consent : null;
  // Where operators administer they choose the policy, and need this first.
  const agreesForOperators = useMay('fallback.consent') && !manages;
  return (
    <form className={form.form} onSubmit={save}>
      <WithoutEffect warnings={stored.warnings} />
      <fieldset className={form.section} disabled={!manages}>
        <legend>{fallback.first}</legend>
        <TargetsField
          values={values}
          configs={configs.filter(({ agent_id: owner }) => owner === null || owner === agent)}
          warnings={stored.warnings}
          problem={change.error}
          onEdit={edit}
        />
      </fieldset>
      <fieldset className={form.section} disabled={!manages}>
        <legend>{fallback.afterwards}</legend>
        <PolicyChoice policy={values.policy} onChoose={(policy) => edit({ policy })} />
      </fieldset>
      {values.policy === 'queue_and_retry' && (
        <QueueFields values={values} disabled={!manages} problem={change.error} onEdit={edit} />
      )}
      {(values.policy === 'managed' || consent || agreesForOperators) && (
        <ConsentField
          agent={agent}
          consent={consent}
          meaning={stored.consent_meaning}
          agrees={values.agrees}
          onAgree={(agrees) => edit({ agrees })}
        />
      )}
      {values.policy === 'managed' && (
        <ManagedOnField
          chosen={values.managed_on}
          disabled={!manages}
          onChoose={(managed_on) => edit({ managed_on })}
        />
      )}
      {manages && <SaveRow draft={draft} change={change} />}
    </form>
  );
}

/** The only policy that a lock forbids. */
function WithoutEffect({ warnings }: Pick<Fallback, 'warnings'>) {
  const { platform } = useArea();
  const warning = warnings.find(({ field }) => field === 'policy');
  if (!warning) return null;
  return (
    <Note tone="waiting" icon="lock" title={fallback.policies.managed.name(platform.name)}>
      <p>{warning.detail}</p>
    </Note>
  );
}
