import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { createEgressRule, type EgressRuleBody } from '../../api/egress-rules.ts';
import type { Environment } from '../../api/session.ts';
import { useChange } from '../../areas/area.tsx';
import { environments, parseEnvironment } from '../../areas/scope.ts';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { TenantSelect } from '../../components/tenant-select.tsx';
import { common } from '../../strings/common.ts';
import { egressRules } from '../../strings/egress-rules.ts';
import { ofPlatform } from './of-platform.ts';

const texts = egressRules.fields;

interface Draft {
  tenant: string;
  environment: Environment | '';
  target: string;
  port: number | undefined;
  plainHttp: boolean;
  privateCa: string;
  reason: string;
}

const nothing: Draft = {
  tenant: '',
  environment: '',
  target: '',
  port: undefined,
  plainHttp: false,
  privateCa: '',
  reason: '',
};

export function CreateRuleDialog({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState(nothing);
  const edit = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const creation = useChange(() => createEgressRule(toBody(draft)));
  const fields = creation.error?.fields ?? {};
  const create = (event: FormEvent) => {
    event.preventDefault();
    creation.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog opened onClose={onClose} title={egressRules.create} size="lg">
      <form className={form.form} onSubmit={create}>
        <WhereFields draft={draft} fields={fields} onEdit={edit} />
        <Checkbox
          label={texts.plainHttp}
          description={texts.plainHttpHelp}
          checked={draft.plainHttp}
          onChange={(event) => edit({ plainHttp: event.currentTarget.checked })}
        />
        <Textarea
          label={texts.privateCa}
          description={texts.privateCaHelp}
          rows={3}
          spellCheck={false}
          value={draft.privateCa}
          error={fields['private_ca']}
          onChange={(event) => edit({ privateCa: event.currentTarget.value })}
        />
        <TextInput
          label={texts.reason}
          description={texts.reasonHelp}
          required
          value={draft.reason}
          error={fields['reason']}
          onChange={(event) => edit({ reason: event.currentTarget.value })}
        />
        <FormEnd change={creation} onCancel={onClose}>
          {egressRules.create}
        </FormEnd>
      </form>
    </Dialog>
  );
}

interface WhereFieldsProps {
  draft: Draft;
  fields: Readonly<Record<string, string>>;
  onEdit: (change: Partial<Draft>) => void;
}

/** Whose rule it is, and for which target. */
function WhereFields({ draft, fields, onEdit }: WhereFieldsProps) {
  return (
    <>
      <div className={form.row}>
        <TenantSelect
          label={texts.tenant}
          required
          value={draft.tenant}
          others={[ofPlatform]}
          error={fields['tenant_id']}
          onChange={(tenant) => onEdit({ tenant })}
        />
        <NativeSelect
          label={texts.environment}
          value={draft.environment}
          onChange={({ currentTarget: { value } }) => onEdit({ environment: parseEnvironment(value) ?? '' })}
          data={[
            { value: '', label: texts.allEnvironments },
            ...environments.map((value) => ({ value, label: common.environments[value] })),
          ]}
        />
      </div>
      <div className={form.row}>
        <TextInput
          label={texts.target}
          description={texts.targetHelp}
          required
          spellCheck={false}
          value={draft.target}
          error={fields['host'] ?? fields['cidr']}
          onChange={(event) => onEdit({ target: event.currentTarget.value })}
        />
        <NumberInput
          label={texts.port}
          description={texts.portHelp}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          value={draft.port ?? ''}
          error={fields['port']}
          onChange={(port) => onEdit({ port: typeof port === 'number' ? port : undefined })}
        />
      </div>
    </>
  );
}

/** Addresses and networks go by another field than names; whoever types knows only where the server is. */
const isAddress = (target: string): boolean => /^[\d.]+(?:\/\d+)?$|:/.test(target);

function toBody({ tenant, environment, target, port, plainHttp, privateCa, reason }: Draft): EgressRuleBody {
  const where = target.trim().toLowerCase();
  return {
    tenant_id: tenant,
    ...(environment !== '' && { environment }),
    ...(isAddress(where) ? { cidr: where } : { host: where }),
    ...(port !== undefined && { port }),
    ...(plainHttp && { plain_http: true }),
    ...(privateCa.trim() !== '' && { private_ca: privateCa.trim() }),
    reason: reason.trim(),
  };
}
