import { Skeleton, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import {
  type NotificationSettings,
  notificationSettingsQuery,
  putNotificationSettings,
} from '../../api/notifications.ts';
import { findListProblem } from '../../api/problem.ts';
import { useApi, useChange, useMay } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import form from '../../components/form.module.css';
import { Note } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { webhooks } from '../../strings/webhooks.ts';
import { EventsField } from './events-field.tsx';

const texts = webhooks.mail;

export function MailPanel() {
  const settings = useQuery(notificationSettingsQuery(useApi()));
  return (
    <Panel title={texts.title}>
      <Async query={settings} what={texts.loading} skeleton={<Skeleton height={280} />}>
        {(stored) => <MailForm stored={stored} />}
      </Async>
    </Panel>
  );
}

function MailForm({ stored }: { stored: NotificationSettings }) {
  const manages = useMay('webhooks.manage');
  const draft = useDraft({ emails: stored.emails.join('\n'), events: stored.events });
  const { values, edit } = draft;
  const change = useChange(() =>
    putNotificationSettings({ emails: listAddresses(values.emails), events: values.events }),
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(undefined, { onSuccess: draft.discard });
  };
  return (
    <form className={form.form} onSubmit={save}>
      {!stored.email.available && (
        <Note tone="idle" icon="hook" title={texts.off}>
          {stored.email.detail}
        </Note>
      )}
      <p className={form.help}>{texts.help}</p>
      <fieldset className={form.section} disabled={!manages}>
        <Textarea
          label={texts.emails}
          description={texts.emailsHelp}
          autosize={false}
          rows={3}
          spellCheck={false}
          value={values.emails}
          error={findListProblem(change.error, 'emails')}
          onChange={(event) => edit({ emails: event.currentTarget.value })}
        />
        <EventsField events={values.events} onChange={(events) => edit({ events })} />
      </fieldset>
      {manages && <SaveRow label={texts.save} draft={draft} change={change} />}
    </form>
  );
}

const listAddresses = (text: string): string[] => text.split(/[\s,;]+/).filter((address) => address !== '');
