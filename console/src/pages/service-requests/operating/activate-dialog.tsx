import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import {
  activateEnvironment,
  type Confirmed,
  type RequestedEnvironment,
  type ServiceRequest,
} from '../../../api/service-requests.ts';
import { useChange } from '../../../areas/area.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import form from '../../../components/form.module.css';
import { Note } from '../../../components/note.tsx';
import { common } from '../../../strings/common.ts';
import { requestWork } from '../../../strings/service-request-work.ts';
import styles from '../service-requests.module.css';
import { WritingProblem } from '../writing-problem.tsx';

const texts = requestWork.activate;

interface ActivateDialogProps {
  request: ServiceRequest;
  environment: RequestedEnvironment;
  onClose: () => void;
}

/** With a red check it takes a reason, which the tenant reads. */
export function ActivateDialog({ request, environment: asked, onClose }: ActivateDialogProps) {
  const { environment, checks } = asked;
  const isRed = !checks?.green;
  const [reason, setReason] = useState('');
  const activation = useChange((confirmed: Confirmed) =>
    activateEnvironment(request.id, {
      environment,
      ...(isRed && { override_reason: reason.trim() }),
      ...confirmed,
    }),
  );
  const activate = (confirmed: Confirmed) => activation.mutate(confirmed, { onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    activate({});
  };
  return (
    <Dialog opened onClose={onClose} title={texts.title(common.environments[environment])}>
      <form className={form.form} onSubmit={submit}>
        <p>{texts.meaning}</p>
        {isRed && (
          <>
            <RedChecks checks={checks} />
            <Textarea
              label={texts.reason}
              description={texts.reasonHelp}
              required
              autosize
              minRows={2}
              value={reason}
              error={activation.error?.fields['override_reason']}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </>
        )}
        <WritingProblem
          problem={activation.error}
          isBusy={activation.isPending}
          onConfirm={() => activate({ confirm_no_secrets: true })}
        />
        <div className={form.actionsAtEnd}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {common.cancel}
          </Button>
          <Button type="submit" color={isRed ? 'red' : 'accent'} loading={activation.isPending}>
            {isRed ? texts.override : texts.do}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function RedChecks({ checks }: Pick<RequestedEnvironment, 'checks'>) {
  const red = checks?.checks.filter(({ status }) => status === 'failed') ?? [];
  return (
    <Note tone="broken" icon="alert" title={checks ? texts.red : texts.unchecked}>
      <ul className={styles.bullets}>
        {red.map(({ part, step, model, detail }) => (
          <li key={`${part} ${step} ${model}`}>
            <code>
              {part}.{step}
            </code>{' '}
            {model} {detail}
          </li>
        ))}
      </ul>
      <p>{texts.refused}</p>
    </Note>
  );
}
