import { Button, NativeSelect, Radio, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { type Mode, modeQuery } from '../../api/routing.ts';
import { useApi, useArea, useMay } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import form from '../../components/form.module.css';
import { Panel } from '../../components/panel.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { common } from '../../strings/common.ts';
import { mode as texts } from '../../strings/mode.ts';
import styles from './models.module.css';
import { SwitchModeDialog } from './switch-mode-dialog.tsx';

/** Whose models serve this environment, and the switch. */
export function ModePanel() {
  const query = useQuery(modeQuery(useApi()));
  return (
    <Panel title={texts.title}>
      <Async query={query} what={texts.loading} skeleton={<Skeleton height={230} />}>
        {(stored) => <ModeForm stored={stored} />}
      </Async>
    </Panel>
  );
}

function ModeForm({ stored }: { stored: Mode }) {
  const manages = useMay('mode.manage');
  const { values, isDirty, edit, discard } = useDraft({ mode: stored.mode, embeddings: stored.embeddings });
  const [asking, question] = useDisclosure(false);
  const isMoved = values.mode !== stored.mode || values.embeddings !== stored.embeddings;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    question.open();
  };
  return (
    <form className={form.form} onSubmit={ask}>
      <ModeFields values={values} disabled={!manages} onEdit={edit} />
      {manages && (
        <div className={form.actions}>
          <Button type="submit" disabled={!isMoved}>
            {texts.save}
          </Button>
          {isDirty && isMoved && (
            <Button variant="default" onClick={discard}>
              {common.discard}
            </Button>
          )}
        </div>
      )}
      <SwitchModeDialog
        opened={asking}
        stored={stored}
        wanted={values}
        onSwitched={() => {
          discard();
          question.close();
        }}
        onClose={question.close}
      />
    </form>
  );
}

type Modes = Pick<Mode, 'mode' | 'embeddings'>;

interface ModeFieldsProps {
  values: Modes;
  disabled: boolean;
  onEdit: (change: Partial<Modes>) => void;
}

function ModeFields({ values, disabled, onEdit }: ModeFieldsProps) {
  const { platform } = useArea();
  return (
    <fieldset className={form.section} disabled={disabled}>
      <legend>{texts.legend}</legend>
      <Radio.Group
        aria-label={texts.legend}
        value={values.mode}
        // Embeddings go along, unless they are set apart afterwards.
        onChange={(value) => onEdit({ mode: value as Mode['mode'], embeddings: value as Mode['mode'] })}
        className={styles.modes}
      >
        <Radio
          value="byo"
          label={texts.modes.byo.name}
          description={texts.modes.byo.meaning(platform.name)}
        />
        <Radio
          value="bundled"
          label={texts.modes.bundled.name(platform.name)}
          description={texts.modes.bundled.meaning}
        />
      </Radio.Group>
      <NativeSelect
        className={styles.embeddings}
        label={texts.embeddings}
        description={texts.embeddingsHelp}
        value={values.embeddings}
        onChange={(event) => onEdit({ embeddings: event.currentTarget.value as Mode['mode'] })}
        data={[
          { value: 'byo', label: texts.embeddingsModes.byo },
          { value: 'bundled', label: texts.embeddingsModes.bundled(platform.name) },
        ]}
      />
    </fieldset>
  );
}
