import { Button } from '@mantine/core';
import type { ServiceRequest } from '../../api/service-requests.ts';
import form from '../../components/form.module.css';
import { Note } from '../../components/note.tsx';
import { Icon } from '../../icons/icon.tsx';
import { requestForm } from '../../strings/service-request-form.ts';
import type { Writing } from './use-writing.ts';
import { WritingProblem } from './writing-problem.tsx';

interface FormFootProps {
  writing: Writing;
  stored: ServiceRequest | undefined;
  onSaveDraft: () => void;
}

/** Under each form: what was wrong, keeping it as a draft, handing it in. */
export function FormFoot({ writing, stored, onSaveDraft }: FormFootProps) {
  const isHandedIn = stored !== undefined && stored.state !== 'draft';
  return (
    <>
      <WritingProblem problem={writing.problem} isBusy={writing.isPending} onConfirm={writing.confirm} />
      <div className={form.actions}>
        <Button type="submit" loading={writing.isPending}>
          {isHandedIn ? requestForm.saveChanges : requestForm.submit}
        </Button>
        {!isHandedIn && (
          <Button variant="default" disabled={writing.isPending} onClick={onSaveDraft}>
            {requestForm.save}
          </Button>
        )}
        <span role="status" className={form.saved}>
          {writing.isDraftSaved && (
            <>
              <Icon name="check" size={15} />
              {requestForm.saved}
            </>
          )}
        </span>
      </div>
    </>
  );
}

/** Above each form. */
export function NoCredentials() {
  return (
    <Note tone="accent" icon="lock" title={requestForm.noCredentials}>
      <p>{requestForm.noCredentialsHelp}</p>
    </Note>
  );
}
