import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { type CreatedToken, createToken, type TokenBody } from '../../api/tokens.ts';
import { useApi, useChange, usePlace } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { common } from '../../strings/common.ts';
import { tokens } from '../../strings/tokens.ts';

const texts = tokens.fields;

interface Values {
  name: string;
  role: TokenBody['role'];
  /** Empty: none. */
  agent: string;
  /** A date, or empty. */
  expires: string;
}

interface TokenFormProps {
  agent: string | undefined;
  onCreated: (created: CreatedToken) => void;
  onCancel: () => void;
}

export function TokenForm({ agent = '', onCreated, onCancel }: TokenFormProps) {
  const { tenant, environment } = usePlace();
  const [values, setValues] = useState<Values>({ name: '', role: 'user', agent, expires: '' });
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
  return (
    <form className={form.form} onSubmit={create}>
      <TokenFields
        values={values}
        problem={creation.error}
        onEdit={(change) => setValues({ ...values, ...change })}
      />
      <FormEnd change={creation} onCancel={onCancel}>
        {tokens.create}
      </FormEnd>
    </form>
  );
}

interface TokenFieldsProps {
  values: Values;
  problem: ApiProblem | null;
  onEdit: (change: Partial<Values>) => void;
}

function TokenFields({ values, problem, onEdit }: TokenFieldsProps) {
  const { environment } = usePlace();
  const agents = useQuery(agentsQuery(useApi())).data?.items ?? [];
  const fields = problem?.fields ?? {};
  return (
    <>
      <TextInput
        label={texts.name}
        description={texts.nameHelp}
        required
        data-autofocus
        value={values.name}
        error={fields['name']}
        onChange={(event) => onEdit({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={texts.role}
        value={values.role}
        error={fields['role']}
        onChange={(event) => onEdit({ role: event.currentTarget.value as TokenBody['role'] })}
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
        onChange={(event) => onEdit({ agent: event.currentTarget.value })}
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
        onChange={(event) => onEdit({ expires: event.currentTarget.value })}
      />
    </>
  );
}

/** A day that is named is meant whole, where the person is. */
function endOfDay(date: string): string {
  return new Date(`${date}T23:59:59`).toISOString();
}
