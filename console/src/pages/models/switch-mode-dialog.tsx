import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { type Mode, putMode } from '../../api/routing.ts';
import { useArea, useChange } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Note } from '../../components/note.tsx';
import { mode as texts } from '../../strings/mode.ts';
import styles from './models.module.css';

interface SwitchModeDialogProps {
  opened: boolean;
  stored: Mode;
  wanted: Pick<Mode, 'mode' | 'embeddings'>;
  onSwitched: () => void;
  onClose: () => void;
}

/** Says what features would miss before the switch, and offers to go on where only the check stands in the way. */
export function SwitchModeDialog({ opened, stored, wanted, onSwitched, onClose }: SwitchModeDialogProps) {
  const { platform } = useArea();
  const [forces, setForces] = useState(false);
  const leaves = wanted.mode === 'bundled' && stored.mode !== 'bundled';
  const change = useChange(() =>
    putMode({
      mode: wanted.mode,
      ...(wanted.embeddings !== wanted.mode && { embeddings: wanted.embeddings }),
      ...(leaves && { consent: { data_leaves_network: true as const } }),
      ...(forces && { force: true as const }),
    }),
  );
  const close = () => {
    setForces(false);
    change.reset();
    onClose();
  };
  const { title, meaning } = describe(stored, wanted, platform.name);
  return (
    <ConfirmDialog
      opened={opened}
      title={title}
      confirm={texts.confirm}
      isBusy={change.isPending}
      problem={change.error}
      onConfirm={() =>
        change.mutate(undefined, {
          onSuccess: () => {
            setForces(false);
            onSwitched();
          },
        })
      }
      onClose={close}
    >
      <div className={styles.switching}>
        <p>{meaning}</p>
        {wanted.mode === 'byo' && stored.mode !== 'byo' && <Warnings warnings={stored.warnings} />}
        {(change.error?.code === 'model_not_ready' || forces) && (
          <Checkbox
            label={texts.force}
            checked={forces}
            onChange={(event) => setForces(event.currentTarget.checked)}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}

function Warnings({ warnings }: Pick<Mode, 'warnings'>) {
  if (warnings.length === 0) {
    return (
      <Note tone="healthy" icon="check">
        <p>{texts.fits}</p>
      </Note>
    );
  }
  return (
    <Note tone="waiting" icon="alert" title={texts.warnings}>
      <ul className={styles.warnings}>
        {warnings.map(({ feature_id: feature, need, status, detail }) => (
          <li key={`${feature}/${need}`}>
            <strong>{feature}</strong>: {texts.status[status]}: {detail}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function describe(stored: Mode, wanted: Pick<Mode, 'mode'>, platform: string) {
  if (wanted.mode === stored.mode) return texts.embeddingsOnly;
  if (wanted.mode === 'byo') return { ...texts.toByo, meaning: texts.toByo.meaning(platform) };
  return { ...texts.toBundled, title: texts.toBundled.title(platform) };
}
