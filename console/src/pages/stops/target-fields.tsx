import { NativeSelect, TextInput } from '@mantine/core';
import { environments, parseEnvironment } from '../../areas/scope.ts';
import form from '../../components/form.module.css';
import { TenantSelect } from '../../components/tenant-select.tsx';
import { common } from '../../strings/common.ts';
import { stops } from '../../strings/stops.ts';
import { AccountFields } from './account-fields.tsx';
import type { TargetFieldsProps } from './stop-draft.ts';

const texts = stops.fields;

/** What the chosen kind of stop has to name. */
export function TargetFields({ draft, problem, onEdit }: TargetFieldsProps) {
  const fields = problem?.fields ?? {};
  switch (draft.kind) {
    case 'tenant':
      return (
        <div className={form.row}>
          <TenantSelect
            label={texts.tenant}
            required
            value={draft.tenant}
            error={fields['tenant_id']}
            onChange={(tenant) => onEdit({ tenant })}
          />
          <NativeSelect
            label={texts.environment}
            value={draft.environment}
            onChange={({ currentTarget: { value } }) =>
              onEdit({ environment: parseEnvironment(value) ?? '' })
            }
            data={[
              { value: '', label: texts.allEnvironments },
              ...environments.map((value) => ({ value, label: common.environments[value] })),
            ]}
          />
        </div>
      );
    case 'host':
      return (
        <TextInput
          label={texts.host}
          description={texts.hostHelp}
          required
          spellCheck={false}
          value={draft.host}
          error={fields['host']}
          onChange={(event) => onEdit({ host: event.currentTarget.value })}
        />
      );
    case 'credential':
      return <AccountFields draft={draft} problem={problem} onEdit={onEdit} />;
    case 'everything':
      return null;
  }
}
