import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { RequestChange } from '../../api/service-requests.ts';
import type { Place } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { requestForm } from '../../strings/service-request-form.ts';
import { type ChangeDraft, fieldsOf } from './change-draft.ts';
import { TargetField } from './target-field.tsx';

const texts = requestForm.change;

interface ChangeFieldsProps {
  change: RequestChange;
  place: Place;
  draft: ChangeDraft;
  fields: Readonly<Record<string, string>>;
  onEdit: (change: Partial<ChangeDraft>) => void;
}

const written = [
  { name: 'modelName', field: 'details.model_name', label: texts.modelName },
  { name: 'name', field: 'details.name', label: texts.name },
  {
    name: 'endpointUrl',
    field: 'details.endpoint_url',
    label: texts.endpointUrl,
    help: texts.endpointUrlHelp,
  },
  { name: 'tokenUrl', field: 'details.token_url', label: texts.tokenUrl },
  { name: 'reason', field: 'details.reason', label: texts.reason, help: texts.reasonHelp },
] as const satisfies readonly { name: keyof ChangeDraft; field: string; label: string; help?: string }[];

/** Those that this kind of change has. */
export function ChangeFields({ change, place, draft, fields, onEdit }: ChangeFieldsProps) {
  const has = (field: keyof ChangeDraft) => fieldsOf[change].includes(field);
  return (
    <>
      {has('target') && (
        <TargetField
          place={place}
          value={draft.target}
          error={fields['target_id']}
          onChange={(target) => onEdit({ target })}
        />
      )}
      {written.filter(({ name }) => has(name)).length > 0 && (
        <div className={form.row}>
          {written
            .filter(({ name }) => has(name))
            .map(({ name, field, label, ...rest }) => (
              <TextInput
                key={name}
                label={label}
                description={'help' in rest ? rest.help : undefined}
                spellCheck={name === 'reason'}
                value={draft[name]}
                error={fields[field]}
                onChange={(event) => onEdit({ [name]: event.currentTarget.value })}
              />
            ))}
        </div>
      )}
      {has('streaming') && (
        <Checkbox
          label={texts.streaming}
          checked={draft.streaming}
          onChange={(event) => onEdit({ streaming: event.currentTarget.checked })}
        />
      )}
      {has('enabled') && (
        <NativeSelect
          label={texts.enabled}
          value={draft.enabled ? 'on' : 'off'}
          onChange={(event) => onEdit({ enabled: event.currentTarget.value === 'on' })}
          data={[
            { value: 'off', label: texts.off },
            { value: 'on', label: texts.on },
          ]}
        />
      )}
    </>
  );
}
