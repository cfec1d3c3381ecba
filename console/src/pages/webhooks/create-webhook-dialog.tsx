import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { EventWish } from '../../api/notifications.ts';
import { createWebhook, type NewWebhook } from '../../api/webhooks.ts';
import { useChange } from '../../areas/area.tsx';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { webhooks } from '../../strings/webhooks.ts';
import { EventsField } from './events-field.tsx';

const texts = webhooks.fields;

/** First the wish, then the secret: the only time that anybody sees it, so a stray click does not close it. */
export function CreateWebhookDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [created, setCreated] = useState<NewWebhook>();
  const close = () => {
    setCreated(undefined);
    onClose();
  };
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={created ? webhooks.secret.title : webhooks.create}
      size="lg"
      stays={created !== undefined}
    >
      {created ? (
        <ShownOnce secret={created.signing_secret} texts={webhooks.secret} onDone={close} />
      ) : (
        <WebhookForm onCreated={setCreated} onCancel={close} />
      )}
    </Dialog>
  );
}

interface WebhookFormProps {
  onCreated: (created: NewWebhook) => void;
  onCancel: () => void;
}

function WebhookForm({ onCreated, onCancel }: WebhookFormProps) {
  const [values, setValues] = useState({ url: '', description: '', events: ['*'] as EventWish[] });
  const creation = useChange(() =>
    createWebhook({ ...values, url: values.url.trim(), description: values.description.trim() }),
  );
  const fields = creation.error?.fields ?? {};
  const create = (event: FormEvent) => {
    event.preventDefault();
    creation.mutate(undefined, { onSuccess: onCreated });
  };
  return (
    <form className={form.form} onSubmit={create}>
      <TextInput
        label={texts.url}
        description={texts.urlHelp}
        required
        data-autofocus
        spellCheck={false}
        value={values.url}
        error={fields['url']}
        onChange={(event) => setValues({ ...values, url: event.currentTarget.value })}
      />
      <TextInput
        label={texts.description}
        description={texts.descriptionHelp}
        value={values.description}
        error={fields['description']}
        onChange={(event) => setValues({ ...values, description: event.currentTarget.value })}
      />
      <EventsField events={values.events} onChange={(events) => setValues({ ...values, events })} />
      <FormEnd change={creation} onCancel={onCancel}>
        {webhooks.create}
      </FormEnd>
    </form>
  );
}
