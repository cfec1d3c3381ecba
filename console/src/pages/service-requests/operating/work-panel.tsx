import { Button, Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { awaitCredentials, type ServiceRequest } from '../../../api/service-requests.ts';
import { useArea, useChange } from '../../../areas/area.tsx';
import { DeedButton } from '../../../components/deed-button.tsx';
import form from '../../../components/form.module.css';
import { Panel } from '../../../components/panel.tsx';
import { requestWork } from '../../../strings/service-request-work.ts';
import styles from '../service-requests.module.css';
import { StoredForm } from '../stored-form.tsx';
import { Approve } from './approve.tsx';
import { AssignButton } from './assign-button.tsx';
import { CarryOut } from './carry-out.tsx';
import { EnvironmentWork } from './environment-work.tsx';
import { GiveButton } from './give-button.tsx';
import { ReasonButton } from './reason-button.tsx';
import { takesKey } from './takes-key.ts';

const elsewhere: ReadonlySet<string> = new Set(['write', 'reject', 'cancel', 'look', 'ask_for_key']);

/** What whoever looks at it can do now, by the answer’s own `next`. */
export function WorkPanel({ request }: { request: ServiceRequest }) {
  const { next, kind, state } = request;
  const isOperator = useArea().session.role === 'operator';
  const [amending, form_] = useDisclosure(false);
  const may = (move: string) => next.includes(move);
  const isDraft = state === 'draft';
  // What ends it stands above, and what is written beside it.
  if (next.every((move) => elsewhere.has(move))) return null;
  return (
    <Panel title={isDraft ? requestWork.draft : requestWork.title}>
      <div className={styles.body}>
        {isDraft && <StoredForm stored={request} onDone={() => undefined} />}
        {may('approve') && <Approve request={request} />}
        {isOperator && kind === 'setup' && may('configure') && <EnvironmentWork request={request} />}
        {may('carry_out') && <CarryOut request={request} />}
        <div className={form.actions}>
          {may('assign') && !request.assignee && <AssignButton request={request} />}
          {may('await_credentials') && state !== 'awaiting_credentials' && takesKey(request) && (
            <AwaitButton id={request.id} />
          )}
          {may('answer') && <ReasonButton id={request.id} move="answer" />}
          {!isDraft && may('amend') && (
            <Button variant="default" aria-expanded={amending} onClick={form_.toggle}>
              {amending ? requestWork.amendStop : requestWork.amend}
            </Button>
          )}
          {may('assign') && request.assignee && <AssignButton request={request} />}
          {may('assign') && <GiveButton request={request} />}
        </div>
        {!isDraft && may('amend') && (
          <Collapse expanded={amending}>
            {amending && <StoredForm stored={request} onDone={form_.close} />}
          </Collapse>
        )}
      </div>
    </Panel>
  );
}

function AwaitButton({ id }: { id: string }) {
  const asking = useChange(() => awaitCredentials(id));
  return (
    <DeedButton
      deed={{
        label: requestWork.await,
        title: requestWork.awaitTitle,
        meaning: requestWork.awaitMeaning,
        change: asking,
        isHarmless: true,
      }}
    />
  );
}
