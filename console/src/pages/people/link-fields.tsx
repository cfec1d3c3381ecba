import { Checkbox, Radio, TextInput } from '@mantine/core';
import { type ApiProblem, findListProblem } from '../../api/problem.ts';
import { environments } from '../../areas/scope.ts';
import form from '../../components/form.module.css';
import { TenantSelect } from '../../components/tenant-select.tsx';
import { common } from '../../strings/common.ts';
import { people } from '../../strings/people.ts';
import type { LinkDraft } from './link-draft.ts';

const texts = people.link;
const roles = ['tenant_admin', 'user', 'operator'] as const;

interface LinkFieldsProps {
  draft: LinkDraft;
  /** Who it is stays; what this person may do can be another. */
  isKnown: boolean;
  problem: ApiProblem | null;
  onEdit: (change: Partial<LinkDraft>) => void;
}

export function LinkFields({ draft, isKnown, problem, onEdit }: LinkFieldsProps) {
  const fields = problem?.fields ?? {};
  return (
    <>
      <TextInput
        label={texts.name}
        description={texts.nameHelp}
        required
        data-autofocus
        value={draft.name}
        error={fields['name']}
        onChange={(event) => onEdit({ name: event.currentTarget.value })}
      />
      <TextInput
        label={texts.subject}
        description={texts.subjectHelp}
        required
        readOnly={isKnown}
        spellCheck={false}
        autoComplete="off"
        value={draft.subject}
        error={fields['subject']}
        onChange={(event) => onEdit({ subject: event.currentTarget.value })}
      />
      <Radio.Group
        label={texts.role}
        value={draft.role}
        onChange={(value) => onEdit({ role: roles.find((role) => role === value) ?? 'user' })}
      >
        <div className={form.choices}>
          {roles.map((role) => (
            <Radio key={role} value={role} label={texts.roles[role]} />
          ))}
        </div>
      </Radio.Group>
      {draft.role !== 'operator' && <PlaceFields draft={draft} problem={problem} onEdit={onEdit} />}
    </>
  );
}

function PlaceFields({ draft, problem, onEdit }: Omit<LinkFieldsProps, 'isKnown'>) {
  return (
    <>
      <TenantSelect
        label={texts.tenant}
        required
        value={draft.tenant}
        error={problem?.fields['tenant']}
        onChange={(tenant) => onEdit({ tenant })}
      />
      <Checkbox.Group
        label={texts.environments}
        value={[...draft.environments]}
        error={findListProblem(problem, 'environments')}
        onChange={(values) => onEdit({ environments: environments.filter((one) => values.includes(one)) })}
      >
        <div className={form.choices}>
          {environments.map((environment) => (
            <Checkbox key={environment} value={environment} label={common.environments[environment]} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}
