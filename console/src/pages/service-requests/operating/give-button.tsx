import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Person, peopleQuery } from '../../../api/people.ts';
import { assignRequest, type ServiceRequest } from '../../../api/service-requests.ts';
import { useApi, useChange } from '../../../areas/area.tsx';
import { Async } from '../../../components/async.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import form from '../../../components/form.module.css';
import { FormEnd } from '../../../components/form-end.tsx';
import { requestWork } from '../../../strings/service-request-work.ts';

const texts = requestWork.give;

export function GiveButton({ request }: { request: ServiceRequest }) {
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {texts.open}
      </Button>
      {isOpen && <GiveDialog request={request} onClose={dialog.close} />}
    </>
  );
}

function GiveDialog({
  request: { id, assignee },
  onClose,
}: {
  request: ServiceRequest;
  onClose: () => void;
}) {
  const query = useQuery(peopleQuery(useApi()));
  const [person, setPerson] = useState('');
  const giving = useChange(() => assignRequest(id, { person_id: person, reassign: true }));
  const give = (event: FormEvent) => {
    event.preventDefault();
    giving.mutate(undefined, { onSuccess: onClose });
  };
  const isOther = (one: Person) => mayHandle(one) && one.id !== assignee?.id;
  return (
    <Dialog opened onClose={onClose} title={texts.title}>
      <form className={form.form} onSubmit={give}>
        <p className={form.help}>{texts.meaning}</p>
        <Async query={query} what={texts.loading} skeleton={<Skeleton height={56} />}>
          {({ items }) => {
            const others = items.filter(isOther).map(({ id: value, name: label }) => ({ value, label }));
            if (others.length === 0) return <p>{texts.nobody}</p>;
            return (
              <NativeSelect
                label={texts.who}
                required
                value={person}
                onChange={(event) => setPerson(event.currentTarget.value)}
                data={[{ value: '', label: texts.choose }, ...others]}
              />
            );
          }}
        </Async>
        <FormEnd change={giving} onCancel={onClose} disabled={person === ''}>
          {texts.do}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function mayHandle({ memberships, suspended_at: suspendedAt }: Person): boolean {
  return suspendedAt === null && memberships.some(({ role }) => role === 'operator');
}
