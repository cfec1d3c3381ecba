import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import { type CreatedToken, createToken, type TokenBody } from '../../api/tokens.ts';
import { useApi, useChange, usePlace } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { common } from '../../strings/common.ts';
import { tokens } from '../../strings/tokens.ts';

const texts = tokens.fields;

interface TokenFormProps {
  agent: string | undefined;
  onCreated: (created: CreatedToken) => void;
  onCancel: () => void;
}

export function TokenForm({ agent = '', onCreated, onCancel }: TokenFormProps) {
  const { tenant, environment } = usePlace();
  const agents = useQuery(agentsQuery(useApi())).data?.items ?? [];
  const [values, setValues] = useState({ name: '', role: 'user' as TokenBody['role'], agent, expires: '' });
  const creation = useChange(() =>
    createToken(tenant, {
      name: values.name.trim(),
      role: values.role,
      environment,
      ...(values.agent !== '' && { agent_id: values.agent }),
      ...(values.expires !== '' && { expires_at: endOfDay(values.expires) }),
    }),
  );
  const create = (event: FormEvent) => {
    event.preventDefault();
    creation.mutate(undefined, { onSuccess: onCreated });
  };
  const fields = creation.error?.fields ?? {};
  return (
    <form className={form.form} onSubmit={create}>
      <TextInput
        label={texts.name}
        description={texts.nameHelp}
        required
        data-autofocus
        value={values.name}
        error={fields['name']}
        onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
      />
      <NativeSelect
        label={texts.role}
        value={values.role}
        error={fields['role']}
        onChange={(event) => setValues({ ...values, role: event.currentTarget.value as TokenBody['role'] })}
        data={[
          { value: 'user', label: texts.roles.user },
          { value: 'tenant_admin', label: texts.roles.tenant_admin },
        ]}
      />
      <TextInput label={texts.environment} value={common.environments[environment]} readOnly />
      <NativeSelect
        label={texts.agent}
        value={values.agent}
        error={fields['agent_id']}
        onChange={(event) => setValues({ ...values, agent: event.currentTarget.value })}
        data={[
          { value: '', label: texts.anyAgent },
          ...agents.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextInput
        type="date"
        label={texts.expires}
        description={texts.expiresHelp}
        value={values.expires}
        error={fields['expires_at']}
        onChange={(event) => setValues({ ...values, expires: event.currentTarget.value })}
      />
      {creation.error && <ProblemNotice problem={creation.error} />}
      <div className={form.actionsAtEnd}>
        <Button variant="default" onClick={onCancel}>
          {common.cancel}
        </Button>
        <Button type="submit" loading={creation.isPending}>
          {tokens.create}
        </Button>
      </div>
    </form>
  );
}

/** A day that is named is meant whole, where the person is. */
function endOfDay(date: string): string {
  return new Date(`${date}T23:59:59`).toISOString();
}
