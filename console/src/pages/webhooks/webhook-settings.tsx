import { Switch, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { patchWebhook, type Webhook } from '../../api/webhooks.ts';
import { useChange, useMay } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { SaveRow } from '../../components/save-row.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { webhooks } from '../../strings/webhooks.ts';
import { EventsField } from './events-field.tsx';

const texts = webhooks.fields;

export function WebhookSettings({ stored }: { stored: Webhook }) {
  const manages = useMay('webhooks.manage');
  const { url, description, events, enabled } = stored;
  const draft = useDraft({ url, description, events, enabled });
  const { values, edit } = draft;
  const change = useChange(() => patchWebhook(stored.id, values));
  const fields = change.error?.fields ?? {};
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(undefined, { onSuccess: draft.discard });
  };
  return (
    <form className={form.form} onSubmit={save}>
      <fieldset className={form.section} disabled={!manages}>
        <TextInput
          label={texts.url}
          description={texts.urlHelp}
          required
          spellCheck={false}
          value={values.url}
          error={fields['url']}
          onChange={(event) => edit({ url: event.currentTarget.value })}
        />
        <TextInput
          label={texts.description}
          description={texts.descriptionHelp}
          value={values.description}
          error={fields['description']}
          onChange={(event) => edit({ description: event.currentTarget.value })}
        />
        <Switch
          label={texts.enabled}
          description={texts.enabledHelp}
          checked={values.enabled}
          onChange={(event) => edit({ enabled: event.currentTarget.checked })}
        />
        <EventsField events={values.events} onChange={(wishes) => edit({ events: wishes })} />
      </fieldset>
      {manages && <SaveRow draft={draft} change={change} />}
    </form>
  );
}
