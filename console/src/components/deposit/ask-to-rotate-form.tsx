import { type FormEvent, useState } from 'react';
import { deposits } from '../../strings/deposits.ts';
import form from '../form.module.css';
import { FormEnd } from '../form-end.tsx';
import type { AskProps } from './ask-props.ts';
import { LifetimeField } from './lifetime-field.tsx';

/** Everything about the account is known but its new key. */
export function AskToRotateForm({ account, ...props }: AskProps & { account: { id: string; name: string } }) {
  const [hours, setHours] = useState(72);
  function send(event: FormEvent) {
    event.preventDefault();
    const body = { llm_credentials_id: account.id, expires_in_h: hours };
    props.making.mutate(body, { onSuccess: props.onMade });
  }
  return (
    <form className={form.form} noValidate onSubmit={send}>
      <p className={form.help}>{deposits.dialog.rotate(account.name)}</p>
      <LifetimeField hours={hours} onChange={setHours} />
      <FormEnd change={props.making} onCancel={props.onCancel}>
        {deposits.dialog.make}
      </FormEnd>
    </form>
  );
}
