import { Button, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import {
  answerRequest,
  type Confirmed,
  cancelRequest,
  rejectRequest,
} from '../../../api/service-requests.ts';
import { useChange } from '../../../areas/area.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import form from '../../../components/form.module.css';
import { requestWork } from '../../../strings/service-request-work.ts';
import { WritingProblem } from '../writing-problem.tsx';

const texts = requestWork.end;

const moves = {
  reject: { label: texts.reject, title: texts.rejectTitle, meaning: texts.rejectMeaning, isRequired: true },
  answer: { label: texts.answer, title: texts.answerTitle, meaning: texts.answerMeaning, isRequired: true },
  cancel: { label: texts.cancel, title: texts.cancelTitle, meaning: texts.cancelMeaning, isRequired: false },
} as const;

interface ReasonButtonProps {
  id: string;
  move: keyof typeof moves;
}

/** What is the end of a request, with what the other side is to read of it. */
export function ReasonButton({ id, move }: ReasonButtonProps) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button {...(move !== 'answer' && { variant: 'default' })} onClick={dialog.open}>
        {moves[move].label}
      </Button>
      {opened && <ReasonDialog id={id} move={move} onClose={dialog.close} />}
    </>
  );
}

function ReasonDialog({ id, move, onClose }: ReasonButtonProps & { onClose: () => void }) {
  const { label, title, meaning, isRequired } = moves[move];
  const [text, setText] = useState('');
  const ending = useChange((confirmed: Confirmed) => endWith(id, move, text.trim(), confirmed));
  const end = (confirmed: Confirmed) => ending.mutate(confirmed, { onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end({});
  };
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form className={form.form} onSubmit={submit}>
        <p>{meaning}</p>
        <Textarea
          label={move === 'answer' ? texts.yourAnswer : texts.reason}
          description={isRequired ? texts.help : texts.optional}
          required={isRequired}
          autosize
          minRows={2}
          value={text}
          error={ending.error?.fields['reason']}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <WritingProblem
          problem={ending.error}
          isBusy={ending.isPending}
          onConfirm={() => end({ confirm_no_secrets: true })}
        />
        <div className={form.actionsAtEnd}>
          <Button variant="default" onClick={onClose}>
            {requestWork.goBack}
          </Button>
          <Button type="submit" color={move === 'answer' ? 'accent' : 'red'} loading={ending.isPending}>
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function endWith(id: string, move: keyof typeof moves, reason: string, confirmed: Confirmed) {
  if (move === 'cancel') return cancelRequest(id, { ...(reason !== '' && { reason }), ...confirmed });
  return (move === 'reject' ? rejectRequest : answerRequest)(id, { reason, ...confirmed });
}
