import { Radio, TextInput } from '@mantine/core';
import type { Tenant } from '../../api/tenants.ts';
import { useArea } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { tenantForms } from '../../strings/tenant-forms.ts';

const texts = tenantForms.fields;
const plans = ['standard', 'enterprise'] as const;
const administrators = ['tenant', 'operator'] as const;

type Changeable = Pick<Tenant, 'name' | 'plan' | 'administered_by'>;

interface TenantFieldsProps {
  values: Changeable;
  /** The id that stands for the name where it may be left empty; undefined: there has to be one. */
  nameOr?: string;
  problems: Readonly<Record<string, string>>;
  onEdit: (change: Partial<Changeable>) => void;
}

/** What can be said of a tenant at its making and ever after. */
export function TenantFields({ values, nameOr, problems, onEdit }: TenantFieldsProps) {
  const { platform } = useArea();
  return (
    <>
      <TextInput
        label={texts.name}
        description={nameOr === undefined ? texts.nameHelp : texts.nameOrId}
        placeholder={nameOr ?? ''}
        required={nameOr === undefined}
        data-autofocus={nameOr === undefined}
        maxLength={200}
        value={values.name}
        error={problems['name']}
        onChange={(event) => onEdit({ name: event.currentTarget.value })}
      />
      <Radio.Group
        label={texts.plan}
        value={values.plan}
        error={problems['plan']}
        onChange={(plan) => onEdit({ plan: plan as Tenant['plan'] })}
      >
        <div className={form.choices}>
          {plans.map((plan) => (
            <Radio
              key={plan}
              value={plan}
              label={texts.plans[plan].label}
              description={texts.plans[plan].help(platform.name)}
            />
          ))}
        </div>
      </Radio.Group>
      <Radio.Group
        label={texts.administeredBy}
        value={values.administered_by}
        error={problems['administered_by']}
        onChange={(by) => onEdit({ administered_by: by as Tenant['administered_by'] })}
      >
        <div className={form.choices}>
          {administrators.map((by) => (
            <Radio
              key={by}
              value={by}
              label={texts.administrators[by].label}
              description={texts.administrators[by].help}
            />
          ))}
        </div>
      </Radio.Group>
    </>
  );
}
