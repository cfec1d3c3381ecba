import { Button, FileButton, Radio, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { getLedgerKeys } from '../../api/statements.ts';
import { useApi } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { parseKeys, parseSignedFile, verifySigned } from '../../components/signed/verify-signed.ts';
import { proof } from '../../strings/proof.ts';
import { FileVerdict } from './file-verdict.tsx';
import styles from './proof.module.css';

const texts = proof.file;
type KeySource = keyof typeof texts.keys;

/** A statement of a large tenant’s year has some hundred kilobytes. */
const fileBytesMax = 20_000_000;
const keyBytesMax = 1_000_000;

/** For whoever was handed a file: neither it nor the key needs to come from here. */
export function FilePanel() {
  const api = useApi();
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState<KeySource>('published');
  const [ownKey, setOwnKey] = useState('');
  const check = useMutation({
    mutationFn: async (chosen: File) => {
      if (chosen.size > fileBytesMax) return { refusal: texts.tooLarge };
      // The browser lets go of a file that was changed after it was chosen.
      const text = await chosen.text().catch(() => undefined);
      if (text === undefined) return { refusal: texts.unreadable };
      const parsed = parseSignedFile(text);
      if (!parsed) return { refusal: texts.noFile };
      const keys = source === 'own' ? ownKey : JSON.stringify(await api.ask(getLedgerKeys));
      const findKey = parseKeys(keys);
      return findKey ? { verdict: await verifySigned(parsed, findKey) } : { refusal: texts.noKey };
    },
  });
  const verify = (event: FormEvent) => {
    event.preventDefault();
    if (file) check.mutate(file);
  };
  /** What came of the last check is about another file or key. */
  const choose = (change: () => void) => {
    change();
    check.reset();
  };
  return (
    <Panel title={texts.title}>
      <form className={form.form} onSubmit={verify}>
        <p className={form.help}>{texts.help}</p>
        <ChooseFile
          label={texts.choose}
          accept="application/json,.json"
          name={file?.name ?? texts.none}
          onChoose={(chosen) => choose(() => setFile(chosen))}
        />
        <Radio.Group
          label={texts.key}
          value={source}
          onChange={(chosen) => choose(() => setSource(chosen as KeySource))}
        >
          <div className={form.choices}>
            {Object.entries(texts.keys).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </div>
        </Radio.Group>
        {source === 'own' && <OwnKey value={ownKey} onChange={(key) => choose(() => setOwnKey(key))} />}
        <div className={form.actions}>
          <Button
            type="submit"
            disabled={!file || (source === 'own' && ownKey.trim() === '')}
            loading={check.isPending}
          >
            {texts.verify}
          </Button>
        </div>
      </form>
      <div role="status">{check.data && <FileVerdict {...check.data} />}</div>
      {check.error && <ProblemNotice problem={toProblem(check.error)} />}
    </Panel>
  );
}

function OwnKey({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  return (
    <div className={form.section}>
      <Textarea
        label={texts.ownKey}
        description={texts.ownKeyHelp}
        autosize={false}
        rows={4}
        spellCheck={false}
        classNames={{ input: styles.key }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <ChooseFile
        label={texts.chooseKey}
        accept=".pem,.json,.txt"
        onChoose={(chosen) => void chosen.slice(0, keyBytesMax).text().then(onChange)}
      />
    </div>
  );
}

interface ChooseFileProps {
  label: string;
  accept: string;
  /** Of the file that is chosen. */
  name?: string;
  onChoose: (file: File) => void;
}

function ChooseFile({ label, accept, name, onChoose }: ChooseFileProps) {
  const forget = useRef<() => void>(null);
  const choose = (file: File | null) => {
    if (file) onChoose(file);
    // Else choosing the same file once more, as it is now, would be no change.
    forget.current?.();
  };
  return (
    <div className={form.actions}>
      <FileButton accept={accept} resetRef={forget} onChange={choose}>
        {(props) => (
          <Button {...props} variant="default">
            {label}
          </Button>
        )}
      </FileButton>
      {name !== undefined && <span className={styles.fileName}>{name}</span>}
    </div>
  );
}
