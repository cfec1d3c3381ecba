import { Button, Checkbox, Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { createStop } from '../../api/stops.ts';
import { useChange } from '../../areas/area.tsx';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { common } from '../../strings/common.ts';
import { stops } from '../../strings/stops.ts';
import { nothing, type StopDraft, toBody } from './stop-draft.ts';
import { type StopKind, stopKinds } from './stop-kinds.ts';
import { TargetFields } from './target-fields.tsx';

const texts = stops.fields;

/** What is to stop, and why. The deed is red, and everything is asked about twice. */
export function CreateStopDialog({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState(nothing);
  const edit = (change: Partial<StopDraft>) => setDraft((before) => ({ ...before, ...change }));
  const creation = useChange(() => createStop(toBody(draft)));
  const create = (event: FormEvent) => {
    event.preventDefault();
    creation.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog opened onClose={onClose} title={stops.create} size="lg">
      <form className={form.form} onSubmit={create}>
        <KindField
          kind={draft.kind}
          onChange={(kind) => setDraft({ ...nothing, kind, reason: draft.reason })}
        />
        <TargetFields draft={draft} problem={creation.error} onEdit={edit} />
        <Textarea
          label={texts.reason}
          description={texts.reasonHelp}
          required
          rows={2}
          value={draft.reason}
          error={creation.error?.fields['reason']}
          onChange={(event) => edit({ reason: event.currentTarget.value })}
        />
        {draft.kind === 'everything' && (
          <Checkbox
            label={texts.sure}
            checked={draft.isSure}
            onChange={(event) => edit({ isSure: event.currentTarget.checked })}
          />
        )}
        {creation.error && <ProblemNotice problem={creation.error} />}
        <div className={form.actionsAtEnd}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            type="submit"
            color="red"
            disabled={draft.kind === 'everything' && !draft.isSure}
            loading={creation.isPending}
          >
            {stops.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function KindField({ kind: chosen, onChange }: { kind: StopKind; onChange: (kind: StopKind) => void }) {
  return (
    <Radio.Group label={texts.what} value={chosen} onChange={(kind) => onChange(kind as StopKind)}>
      <div className={form.choices}>
        {stopKinds.map((kind) => (
          <Radio
            key={kind}
            value={kind}
            label={texts.kinds[kind].label}
            description={texts.kinds[kind].help}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
