import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type GrantBody, grantSupportWindow } from '../../../api/support-windows.ts';
import { useArea, useChange } from '../../../areas/area.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import form from '../../../components/form.module.css';
import { common } from '../../../strings/common.ts';
import { supportWindows } from '../../../strings/support-windows.ts';
import { WritingProblem } from '../writing-problem.tsx';

const texts = supportWindows.grant;
const lengths = Object.entries(texts.lengths).map(([value, label]) => ({ value, label }));

export function GrantDialog({ onClose }: { onClose: () => void }) {
  const { platform } = useArea();
  const [hours, setHours] = useState(4);
  const [reason, setReason] = useState('');
  const granting = useChange((body: GrantBody) => grantSupportWindow(body));
  const send = (more: Pick<GrantBody, 'confirm_no_secrets'> = {}) =>
    granting.mutate({ hours, ...(reason !== '' && { reason }), ...more }, { onSuccess: onClose });
  const grant = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <Dialog opened onClose={onClose} title={texts.title}>
      <form className={form.form} onSubmit={grant}>
        <p className={form.help}>{texts.body(platform.name)}</p>
        <NativeSelect
          label={texts.hours}
          data={lengths}
          value={String(hours)}
          onChange={(event) => setHours(Number(event.currentTarget.value))}
        />
        <Textarea
          label={texts.reason}
          description={texts.reasonHelp}
          rows={2}
          value={reason}
          error={granting.error?.fields['reason']}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <WritingProblem
          problem={granting.error}
          isBusy={granting.isPending}
          onConfirm={() => send({ confirm_no_secrets: true })}
        />
        <div className={form.actionsAtEnd}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={granting.isPending}>
            {texts.do}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
