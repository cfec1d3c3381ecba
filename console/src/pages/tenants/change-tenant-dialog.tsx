import { Checkbox, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { patchTenant, type Tenant, type TenantHealth, type TenantPatch } from '../../api/tenants.ts';
import { useChange } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { useFocusOnProblem } from '../../components/use-focus-on-problem.ts';
import { common } from '../../strings/common.ts';
import { tenantForms } from '../../strings/tenant-forms.ts';
import { Consequences } from './consequences.tsx';
import { TenantFields } from './tenant-fields.tsx';

interface ChangeTenantProps {
  tenant: Tenant;
  health: TenantHealth | undefined;
  onChanged: (tenant: Tenant) => void;
  onClose: () => void;
}

interface ChangeTenantDialogProps extends ChangeTenantProps {
  opened: boolean;
  /** It is out of sight. */
  onClosed: () => void;
}

export function ChangeTenantDialog({ opened, onClosed, ...props }: ChangeTenantDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      onExitTransitionEnd={onClosed}
      title={tenantForms.change(props.tenant.name)}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <ChangeTenantForm {...props} />
    </Modal>
  );
}

function ChangeTenantForm({ tenant, health, onChanged, onClose }: ChangeTenantProps) {
  const { name, plan, administered_by } = tenant;
  const draft = useDraft({ name, plan, administered_by });
  const [isSure, setIsSure] = useState(false);
  const queries = useQueryClient();
  const change = useChange((patch: TenantPatch) => patchTenant(tenant.id, patch));
  const frame = useFocusOnProblem(change.error);
  const patch = listChanges(tenant, draft.values);
  const isDowngrade = patch.plan === 'standard';
  const save = (event: FormEvent) => {
    event.preventDefault();
    const onSuccess = (changed: Tenant) => {
      // The pages of its environments have gone by the plan and the administration of before.
      queries.invalidateQueries();
      onChanged(changed);
    };
    change.mutate(patch, { onSuccess });
  };
  return (
    <form ref={frame} className={form.form} onSubmit={save}>
      <TenantFields values={draft.values} problems={change.error?.fields ?? {}} onEdit={draft.edit} />
      <Consequences
        tenant={tenant}
        plan={draft.values.plan}
        administeredBy={draft.values.administered_by}
        health={health}
      />
      {isDowngrade && (
        <Checkbox
          label={tenantForms.consequences.standard.sure(tenant.name)}
          checked={isSure}
          onChange={(event) => setIsSure(event.currentTarget.checked)}
        />
      )}
      <FormEnd
        change={change}
        onCancel={onClose}
        isDangerous={isDowngrade}
        disabled={Object.keys(patch).length === 0 || (isDowngrade && !isSure)}
      >
        {common.save}
      </FormEnd>
    </form>
  );
}

/** Only what was changed here: the rest may have been changed elsewhere meanwhile. */
function listChanges(before: Tenant, after: Pick<Tenant, 'name' | 'plan' | 'administered_by'>): TenantPatch {
  const name = after.name.trim();
  return {
    ...(name !== before.name && { name }),
    ...(after.plan !== before.plan && { plan: after.plan }),
    ...(after.administered_by !== before.administered_by && { administered_by: after.administered_by }),
  };
}
