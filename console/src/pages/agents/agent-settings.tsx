import { Checkbox, Input, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { type Agent, patchAgent } from '../../api/agents.ts';
import { useArea, useChange, useMay } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { SaveRow } from '../../components/save-row.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { agents } from '../../strings/agents.ts';
import { AgentModel } from './agent-model.tsx';

const texts = agents.fields;

export function AgentSettings({ stored }: { stored: Agent }) {
  const { platform } = useArea();
  const manages = useMay('agents.manage');
  const { name, inherit, mode } = stored;
  const draft = useDraft({ name, inherit, mode });
  const { values, edit } = draft;
  const change = useChange(() => patchAgent(stored.id, values));
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(undefined, { onSuccess: draft.discard });
  };
  return (
    <form className={form.form} onSubmit={save}>
      <Input.Wrapper label={agents.columns.model} labelElement="div">
        <AgentModel agent={stored} />
      </Input.Wrapper>
      <fieldset className={form.section} disabled={!manages}>
        <div className={form.row}>
          <TextInput
            label={texts.name}
            required
            value={values.name}
            error={change.error?.fields['name']}
            onChange={(event) => edit({ name: event.currentTarget.value })}
          />
          <NativeSelect
            label={texts.mode}
            value={values.mode}
            onChange={(event) => edit({ mode: event.currentTarget.value as Agent['mode'] })}
            data={[
              { value: 'inherit', label: agents.modes.inherit },
              { value: 'bundled', label: agents.modes.bundled(platform.name) },
              { value: 'byo', label: agents.modes.byo },
            ]}
          />
        </div>
        <Checkbox
          label={texts.inherit}
          description={texts.inheritHelp}
          checked={values.inherit}
          onChange={(event) => edit({ inherit: event.currentTarget.checked })}
        />
      </fieldset>
      {manages && <SaveRow draft={draft} change={change} />}
    </form>
  );
}
