import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Feature, type FeatureBody, putFeature } from '../../api/features.ts';
import { type ApiProblem, findListProblem } from '../../api/problem.ts';
import { useChange } from '../../areas/area.tsx';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { platformFeatures } from '../../strings/platform-features.ts';

const texts = platformFeatures.fields;
const needNames = ['tools', 'json', 'streaming'] as const;

interface Draft {
  id: string;
  name: string;
  operation: Feature['operation'];
  needs: Feature['needs'];
  aliases: string;
  context: number | undefined;
  latency: number | undefined;
}

/** Registers a feature, or changes what one needs. */
export function FeatureDialog({ stored, onClose }: { stored: Feature | undefined; onClose: () => void }) {
  const [draft, setDraft] = useState(() => toDraft(stored));
  const edit = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const change = useChange(() => putFeature(draft.id.trim(), toBody(draft)));
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={stored ? platformFeatures.editOne(stored.name) : platformFeatures.register}
      size="lg"
    >
      <form className={form.form} onSubmit={save}>
        <div className={form.row}>
          <TextInput
            label={texts.id}
            description={texts.idHelp}
            required
            readOnly={stored !== undefined}
            data-autofocus={stored === undefined}
            spellCheck={false}
            value={draft.id}
            error={change.error?.fields['id']}
            onChange={(event) => edit({ id: event.currentTarget.value })}
          />
          <TextInput
            label={texts.name}
            description={texts.nameHelp}
            required
            data-autofocus={stored !== undefined}
            value={draft.name}
            error={change.error?.fields['name']}
            onChange={(event) => edit({ name: event.currentTarget.value })}
          />
        </div>
        <NeedsFields draft={draft} problem={change.error} onEdit={edit} />
        <AliasesField aliases={draft.aliases} problem={change.error} onEdit={edit} />
        <FormEnd change={change} onCancel={onClose}>
          {stored ? platformFeatures.save : platformFeatures.register}
        </FormEnd>
      </form>
    </Dialog>
  );
}

interface AliasesFieldProps {
  aliases: string;
  problem: ApiProblem | null;
  onEdit: (change: Partial<Draft>) => void;
}

function AliasesField({ aliases, problem, onEdit }: AliasesFieldProps) {
  return (
    <Textarea
      label={texts.aliases}
      description={texts.aliasesHelp}
      rows={3}
      spellCheck={false}
      value={aliases}
      error={findListProblem(problem, 'model_aliases')}
      onChange={(event) => onEdit({ aliases: event.currentTarget.value })}
    />
  );
}

interface NeedsFieldsProps {
  draft: Draft;
  problem: ApiProblem | null;
  onEdit: (change: Partial<Draft>) => void;
}

function NeedsFields({ draft, problem, onEdit }: NeedsFieldsProps) {
  const fields = problem?.fields ?? {};
  const toggle = (need: (typeof needNames)[number], isNeeded: boolean) =>
    onEdit({ needs: isNeeded ? [...draft.needs, need] : draft.needs.filter((other) => other !== need) });
  return (
    <>
      <NativeSelect
        label={texts.operation}
        value={draft.operation}
        onChange={(event) => onEdit({ operation: event.currentTarget.value as Draft['operation'] })}
        data={[
          { value: 'chat', label: platformFeatures.operations.chat },
          { value: 'embedding', label: platformFeatures.operations.embedding },
        ]}
      />
      <fieldset className={form.section}>
        <legend>{texts.needs}</legend>
        <div className={form.actions}>
          {needNames.map((need) => (
            <Checkbox
              key={need}
              label={texts.needNames[need]}
              checked={draft.needs.includes(need)}
              onChange={(event) => toggle(need, event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
      <div className={form.row}>
        <NumberInput
          label={texts.context}
          description={texts.optional}
          min={1}
          allowDecimal={false}
          thousandSeparator=","
          value={draft.context ?? ''}
          error={fields['min_context_tokens']}
          onChange={(value) => onEdit({ context: toNumber(value) })}
        />
        <NumberInput
          label={texts.latency}
          description={texts.optional}
          min={0}
          suffix={texts.seconds}
          value={draft.latency ?? ''}
          error={fields['max_latency_s']}
          onChange={(value) => onEdit({ latency: toNumber(value) })}
        />
      </div>
    </>
  );
}

const toNumber = (value: string | number): number | undefined =>
  typeof value === 'number' ? value : undefined;

function toDraft(stored: Feature | undefined): Draft {
  return {
    id: stored?.id ?? '',
    name: stored?.name ?? '',
    operation: stored?.operation ?? 'chat',
    needs: stored?.needs ?? [],
    aliases: stored?.model_aliases.join('\n') ?? '',
    context: stored?.min_context_tokens ?? undefined,
    latency: stored?.max_latency_s ?? undefined,
  };
}

function toBody({ name, operation, needs, aliases, context, latency }: Draft): FeatureBody {
  return {
    name: name.trim(),
    operation,
    needs,
    model_aliases: aliases.split(/\s+/).filter((alias) => alias !== ''),
    ...(context !== undefined && { min_context_tokens: context }),
    ...(latency !== undefined && { max_latency_s: latency }),
  };
}
