import { Button, Textarea } from '@mantine/core';
import { type ClipboardEvent, useState } from 'react';
import { parsePasted, type ReadDraft } from '../../api/providers.ts';
import { useChange } from '../../areas/area.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { connect } from '../../strings/connect.ts';
import styles from './connect.module.css';

const texts = connect.paste;

export interface Pasted {
  draft: ReadDraft;
  /** Tells one paste from the next. */
  at: number;
}

interface PasteBoxProps {
  pasted: Pasted | undefined;
  /** A form is open that took it in. */
  isPlaced: boolean;
  onRead: (pasted: Pasted) => void;
}

/** Reads what is at hand as soon as it is pasted, and keeps none of it in sight. */
export function PasteBox({ pasted, isPlaced, onRead }: PasteBoxProps) {
  const [text, setText] = useState('');
  const reading = useChange(parsePasted);
  const answer = reading.data;
  const read = (given: string) =>
    reading.mutate(given, {
      onSuccess: (said) => {
        if (!said.recognised) return;
        setText('');
        onRead({ draft: said, at: Date.now() });
      },
    });
  function readPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const given = event.clipboardData.getData('text');
    if (text !== '' || given.trim() === '') return;
    event.preventDefault();
    setText(given);
    read(given);
  }
  return (
    <Panel title={texts.title}>
      <div className={styles.paste}>
        <Textarea
          label={texts.label}
          description={texts.body}
          placeholder={texts.example}
          rows={2}
          value={text}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: styles.secretText }}
          onChange={(event) => setText(event.currentTarget.value)}
          onPaste={readPaste}
        />
        {text !== '' && (
          <div>
            <Button variant="default" loading={reading.isPending} onClick={() => read(text)}>
              {texts.read}
            </Button>
          </div>
        )}
        {reading.error && <ProblemNotice problem={reading.error} />}
        {answer && !answer.recognised && (
          <div className={styles.unread} role="alert">
            <p className={styles.strong}>{texts.unread}</p>
            <p>{answer.detail}</p>
            <p>{texts.accepted}</p>
            <ul>
              {answer.accepted.map((kind) => (
                <li key={kind}>{kind}</li>
              ))}
            </ul>
          </div>
        )}
        {pasted && answer?.recognised !== false && <ReadList draft={pasted.draft} isPlaced={isPlaced} />}
      </div>
    </Panel>
  );
}

function ReadList({ draft, isPlaced }: { draft: ReadDraft; isPlaced: boolean }) {
  const { read, missing, notes } = draft;
  return (
    <div className={styles.read} role="status">
      <p className={styles.strong}>{texts.found}</p>
      <ul>
        {read.map(({ what, from }) => (
          <li key={`${what} ${from}`}>{texts.from(what, from)}</li>
        ))}
      </ul>
      {missing.length > 0 && (
        <>
          <p className={styles.strong}>{texts.missing}</p>
          <ul>
            {missing.map(({ field, detail }) => (
              <li key={field}>{detail}</li>
            ))}
          </ul>
        </>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {!isPlaced && <p className={styles.strong}>{texts.whose}</p>}
    </div>
  );
}
