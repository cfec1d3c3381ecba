import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { createAgent } from '../../api/agents.ts';
import { useChange, usePlace } from '../../areas/area.tsx';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { agents } from '../../strings/agents.ts';

const texts = agents.fields;
const unwritten = { id: '', name: '' };

/** Makes an agent, and goes on to where its model and accounts are set up. */
export function CreateAgentDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [values, setValues] = useState(unwritten);
  const place = usePlace();
  const navigate = useNavigate();
  const creation = useChange(() => {
    const name = values.name.trim();
    return createAgent({ id: values.id.trim(), ...(name !== '' && { name }) });
  });
  const close = () => {
    onClose();
    setValues(unwritten);
    creation.reset();
  };
  const create = (event: FormEvent) => {
    event.preventDefault();
    creation.mutate(undefined, {
      onSuccess: ({ id }) => {
        close();
        navigate({ to: '/t/$tenant/$environment/agents/$agent', params: { ...place, agent: id } });
      },
    });
  };
  return (
    <Dialog opened={opened} onClose={close} title={agents.create}>
      <form className={form.form} onSubmit={create}>
        <TextInput
          label={texts.id}
          description={texts.idHelp}
          required
          data-autofocus
          spellCheck={false}
          value={values.id}
          error={creation.error?.fields['id']}
          onChange={(event) => setValues({ ...values, id: event.currentTarget.value })}
        />
        <TextInput
          label={texts.name}
          placeholder={values.id}
          value={values.name}
          error={creation.error?.fields['name']}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
        />
        <FormEnd change={creation} onCancel={close}>
          {agents.create}
        </FormEnd>
      </form>
    </Dialog>
  );
}
