import { Button, Checkbox, Modal, Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Environment } from '../../api/session.ts';
import { createStop, type StopBody } from '../../api/stops.ts';
import { useChange } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { common } from '../../strings/common.ts';
import { stops } from '../../strings/stops.ts';
import { everyHost, type StopKind, stopKinds } from './stop-kinds.ts';
import { TargetFields } from './target-fields.tsx';

const texts = stops.fields;

export interface StopDraft {
  kind: StopKind;
  tenant: string;
  environment: Environment | '';
  host: string;
  credential: string;
  reason: string;
  /** Of everything one has to be sure. */
  isSure: boolean;
}

const nothing: StopDraft = {
  kind: 'tenant',
  tenant: '',
  environment: '',
  host: '',
  credential: '',
  reason: '',
  isSure: false,
};

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
    <Modal
      opened
      onClose={onClose}
      title={stops.create}
      size="lg"
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <form className={form.form} onSubmit={create}>
        <Radio.Group
          label={texts.what}
          value={draft.kind}
          onChange={(kind) => edit({ ...nothing, kind: kind as StopKind, reason: draft.reason })}
        >
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
    </Modal>
  );
}

function toBody({ kind, tenant, environment, host, credential, reason }: StopDraft): StopBody {
  const why = { reason: reason.trim() };
  switch (kind) {
    case 'tenant':
      return { ...why, tenant_id: tenant, ...(environment !== '' && { environment }) };
    case 'host':
      return { ...why, host: host.trim().toLowerCase() };
    case 'credential':
      return { ...why, credential_id: credential.trim() };
    case 'everything':
      return { ...why, host: everyHost };
  }
}
