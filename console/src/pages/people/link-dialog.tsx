import { type FormEvent, useState } from 'react';
import { createSigninLink, type Person, type SigninLink } from '../../api/people.ts';
import { useChange } from '../../areas/area.tsx';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { formatInstant } from '../../components/instants.ts';
import { ShownOnce } from '../../components/shown-once.tsx';
import { people } from '../../strings/people.ts';
import { newPerson, toBody, toDraft } from './link-draft.ts';
import { LinkFields } from './link-fields.tsx';

interface LinkDialogProps {
  /** Who is to come in again; undefined: somebody new. */
  person: Person | undefined;
  onClose: () => void;
}

/** First for whom, then the link: the only time that anybody sees it, so a stray click does not close it. */
export function LinkDialog({ person, onClose }: LinkDialogProps) {
  const [made, setMade] = useState<SigninLink>();
  const texts = people.made;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={made ? texts.title : person ? people.link.againOf(person.name) : people.link.create}
      size="lg"
      stays={made !== undefined}
    >
      {made ? (
        <ShownOnce
          secret={made.url}
          texts={{ ...texts, body: texts.body(formatInstant(made.expires_at)) }}
          onDone={onClose}
        />
      ) : (
        <LinkForm person={person} onMade={setMade} onCancel={onClose} />
      )}
    </Dialog>
  );
}

interface LinkFormProps {
  person: Person | undefined;
  onMade: (link: SigninLink) => void;
  onCancel: () => void;
}

function LinkForm({ person, onMade, onCancel }: LinkFormProps) {
  const [draft, setDraft] = useState(person ? toDraft(person) : newPerson);
  const creation = useChange(() => createSigninLink(toBody(draft)));
  const create = (event: FormEvent) => {
    event.preventDefault();
    creation.mutate(undefined, { onSuccess: onMade });
  };
  return (
    <form className={form.form} onSubmit={create}>
      <LinkFields
        draft={draft}
        isKnown={person !== undefined}
        problem={creation.error}
        onEdit={(change) => setDraft((before) => ({ ...before, ...change }))}
      />
      <FormEnd change={creation} onCancel={onCancel}>
        {people.link.create}
      </FormEnd>
    </form>
  );
}
