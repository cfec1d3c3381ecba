import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Confirmed, type ServiceRequest, writeMessage } from '../../api/service-requests.ts';
import { useArea, useChange } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { requestPage } from '../../strings/service-requests.ts';
import styles from './service-requests.module.css';
import { WritingProblem } from './writing-problem.tsx';

const texts = requestPage.messages;

export function MessagesPanel({ request: { id, messages, next } }: { request: ServiceRequest }) {
  const mine = useArea().session.role === 'operator' ? 'operator' : 'tenant';
  const mayWrite = next.includes('write');
  return (
    <Panel title={texts.title}>
      <div className={styles.body}>
        {messages.length > 0 && (
          <ol className={styles.talk} aria-label={texts.title}>
            {messages.map((message) => (
              <li key={message.id} className={styles.message} data-mine={message.from === mine}>
                <p className={styles.by}>
                  <strong>{message.by.name}</strong>
                  <span>{texts.from[message.from]}</span>
                  <TimeAgo at={message.at} />
                </p>
                <p className={styles.text}>{message.text}</p>
              </li>
            ))}
          </ol>
        )}
        {messages.length === 0 && mayWrite && <p className={styles.soft}>{texts.none}</p>}
        {mayWrite ? <MessageBox id={id} /> : <p className={styles.soft}>{texts.closed}</p>}
      </div>
    </Panel>
  );
}

function MessageBox({ id }: { id: string }) {
  const [text, setText] = useState('');
  const writing = useChange((confirmed: Confirmed) => writeMessage(id, { text: text.trim(), ...confirmed }));
  const write = (confirmed: Confirmed) => writing.mutate(confirmed, { onSuccess: () => setText('') });
  const send = (event: FormEvent) => {
    event.preventDefault();
    write({});
  };
  return (
    <form className={form.form} onSubmit={send}>
      <Textarea
        label={texts.label}
        placeholder={texts.placeholder}
        autosize
        minRows={2}
        maxRows={12}
        value={text}
        error={writing.error?.fields['text']}
        onChange={(event) => {
          setText(event.currentTarget.value);
          writing.reset();
        }}
      />
      <WritingProblem
        problem={writing.error}
        isBusy={writing.isPending}
        onConfirm={() => write({ confirm_no_secrets: true })}
      />
      <div className={form.actionsAtEnd}>
        <Button type="submit" disabled={text.trim() === ''} loading={writing.isPending}>
          {texts.send}
        </Button>
      </div>
    </form>
  );
}
