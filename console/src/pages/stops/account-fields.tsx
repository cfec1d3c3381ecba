import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createApi } from '../../api/api.ts';
import { credentialsQuery } from '../../api/credentials.ts';
import { toProblem } from '../../api/problem.ts';
import { useArea } from '../../areas/area.tsx';
import { environments, findScope, parseEnvironment, platformPlace } from '../../areas/scope.ts';
import form from '../../components/form.module.css';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TenantSelect } from '../../components/tenant-select.tsx';
import { common } from '../../strings/common.ts';
import { stops } from '../../strings/stops.ts';
import type { TargetFieldsProps } from './stop-draft.ts';

const texts = stops.fields;

/** One of the accounts of a tenant’s environment, or of the platform’s own. */
export function AccountFields({ draft, problem, onEdit }: TargetFieldsProps) {
  const { api, memberships } = useArea();
  const { tenant, credential } = draft;
  const isPlatform = tenant === platformPlace.tenant;
  const environment = isPlatform ? platformPlace.environment : draft.environment || 'prod';
  const scope = tenant === '' ? undefined : findScope(memberships, { tenant, environment });
  const accounts = useQuery({
    ...credentialsQuery(scope ? createApi(scope) : api),
    enabled: scope !== undefined,
  });
  return (
    <>
      <div className={form.row}>
        <TenantSelect
          label={texts.ofWhom}
          required
          value={tenant}
          others={[{ value: platformPlace.tenant, label: texts.platform }]}
          onChange={(id) => onEdit({ tenant: id, credential: '' })}
        />
        <NativeSelect
          label={texts.environment}
          disabled={isPlatform}
          value={environment}
          onChange={({ currentTarget: { value } }) =>
            onEdit({ environment: parseEnvironment(value) ?? 'prod', credential: '' })
          }
          data={environments.map((value) => ({ value, label: common.environments[value] }))}
        />
      </div>
      {accounts.error && <ProblemNotice problem={toProblem(accounts.error)} onRetry={accounts.refetch} />}
      <NativeSelect
        label={texts.credential}
        required
        disabled={!accounts.data}
        value={credential}
        error={problem?.fields['credential_id']}
        onChange={(event) => onEdit({ credential: event.currentTarget.value })}
        data={[
          { value: '', label: texts.chooseCredential },
          ...(accounts.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </>
  );
}
