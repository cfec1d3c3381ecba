import { Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { createTenant, type Tenant, type TenantBody } from '../../api/tenants.ts';
import { useChange } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { useFocusOnProblem } from '../../components/use-focus-on-problem.ts';
import { common } from '../../strings/common.ts';
import { tenantForms } from '../../strings/tenant-forms.ts';
import { TenantFields } from './tenant-fields.tsx';
import { describeRefusedId, describeWrongId } from './tenant-id.ts';

const texts = tenantForms.fields;
const idLengthMax = 63;

interface NewTenantProps {
  onCreated: (tenant: Tenant) => void;
  onClose: () => void;
}

export function NewTenantDialog({ opened, ...props }: NewTenantProps & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={tenantForms.create}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <NewTenantForm {...props} />
    </Modal>
  );
}

const unwritten = { id: '', name: '', plan: 'standard', administered_by: 'tenant' } as const;

function NewTenantForm({ onCreated, onClose }: NewTenantProps) {
  const [draft, setDraft] = useState<Required<TenantBody>>(unwritten);
  const [hasLeftId, setHasLeftId] = useState(false);
  const creation = useChange(createTenant);
  const frame = useFocusOnProblem(creation.error);
  const id = draft.id.trim();
  const wrong = describeWrongId(id);
  const refused = describeRefusedId(creation.error);
  const edit = (change: Partial<TenantBody>) => setDraft((before) => ({ ...before, ...change }));
  const create = (event: FormEvent) => {
    event.preventDefault();
    setHasLeftId(true);
    if (wrong !== undefined) return;
    creation.mutate({ ...draft, id, name: draft.name.trim() || id }, { onSuccess: onCreated });
  };
  return (
    <form ref={frame} className={form.form} onSubmit={create}>
      <TextInput
        label={texts.id}
        description={texts.idHelp}
        required
        data-autofocus
        spellCheck={false}
        autoCapitalize="none"
        maxLength={idLengthMax}
        value={draft.id}
        error={(hasLeftId ? wrong : undefined) ?? refused ?? creation.error?.fields['id']}
        onBlur={() => setHasLeftId(true)}
        onChange={(event) => {
          edit({ id: event.currentTarget.value });
          // What was refused was another id than the one that stands here now.
          if (refused !== undefined) creation.reset();
        }}
      />
      <TenantFields values={draft} nameOr={id} problems={creation.error?.fields ?? {}} onEdit={edit} />
      <FormEnd change={refused === undefined ? creation : { ...creation, error: null }} onCancel={onClose}>
        {tenantForms.create}
      </FormEnd>
    </form>
  );
}
