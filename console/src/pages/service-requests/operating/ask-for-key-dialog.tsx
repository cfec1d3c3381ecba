import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { askForKey, type KeyWish } from '../../../api/request-keys.ts';
import type { AuthType, RequestedEnvironment, ServiceRequest } from '../../../api/service-requests.ts';
import { useChange } from '../../../areas/area.tsx';
import { LifetimeField } from '../../../components/deposit/lifetime-field.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import form from '../../../components/form.module.css';
import { FormEnd } from '../../../components/form-end.tsx';
import { ShownOnce } from '../../../components/shown-once.tsx';
import { common } from '../../../strings/common.ts';
import { deposits } from '../../../strings/deposits.ts';
import { requestKeys } from '../../../strings/request-keys.ts';
import { serviceRequests } from '../../../strings/service-requests.ts';

const texts = requestKeys;

interface Draft {
  auth: AuthType | '';
  endpoint: string;
  region: string;
  hours: number;
}

interface AskForKeyDialogProps {
  request: ServiceRequest;
  onClose: () => void;
}

/** First what the request leaves open, then the link: the only time that anybody sees it. */
export function AskForKeyDialog({ request, onClose }: AskForKeyDialogProps) {
  const { environments } = request;
  const [position, setPosition] = useState(0);
  const asked = environments[position];
  const [draft, setDraft] = useState<Draft>({ auth: '', endpoint: '', region: '', hours: 72 });
  const making = useChange(() => askForKey(request.id, toBody(request, asked, draft)));
  const made = making.data;
  const make = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={made ? deposits.made.title : texts.make}
      size={made ? 'xl' : 'lg'}
      stays={made !== undefined}
    >
      {made ? (
        <ShownOnce secret={made.url} texts={deposits.made} onDone={onClose} />
      ) : (
        <form className={form.form} onSubmit={make}>
          <p className={form.help}>{texts.body}</p>
          {environments.length > 1 && (
            <NativeSelect
              label={texts.environment}
              value={String(position)}
              onChange={(event) => setPosition(Number(event.currentTarget.value))}
              data={environments.map(({ environment }, index) => ({
                value: String(index),
                label: common.environments[environment],
              }))}
            />
          )}
          <LeftOpen
            request={request}
            asked={asked}
            draft={draft}
            onEdit={(change) => setDraft((before) => ({ ...before, ...change }))}
          />
          <FormEnd change={making} onCancel={onClose}>
            {deposits.dialog.make}
          </FormEnd>
        </form>
      )}
    </Dialog>
  );
}

interface LeftOpenProps {
  request: ServiceRequest;
  asked: RequestedEnvironment | undefined;
  draft: Draft;
  onEdit: (change: Partial<Draft>) => void;
}

/** The account of a rotation says all of it; a set-up says most. */
function LeftOpen({ request, asked, draft, onEdit }: LeftOpenProps) {
  const isNew = isForNewAccount(request);
  const auth = asked?.auth_type ?? draft.auth;
  return (
    <>
      {isNew && !asked?.auth_type && (
        <NativeSelect
          label={texts.auth}
          required
          value={draft.auth}
          onChange={(event) => onEdit({ auth: event.currentTarget.value as AuthType | '' })}
          data={[
            { value: '', label: texts.chooseAuth },
            ...Object.entries(serviceRequests.auth).map(([value, label]) => ({ value, label })),
          ]}
        />
      )}
      {isNew && auth === 'aksk' && (
        <TextInput
          label={texts.region}
          required
          spellCheck={false}
          value={draft.region}
          onChange={(event) => onEdit({ region: event.currentTarget.value })}
        />
      )}
      {isNew && auth !== 'aksk' && !asked?.endpoint_url && (
        <TextInput
          label={texts.endpoint}
          required
          inputMode="url"
          spellCheck={false}
          value={draft.endpoint}
          onChange={(event) => onEdit({ endpoint: event.currentTarget.value })}
        />
      )}
      <LifetimeField hours={draft.hours} onChange={(hours) => onEdit({ hours })} />
    </>
  );
}

const isForNewAccount = ({ kind, change }: ServiceRequest): boolean =>
  kind === 'setup' || change === 'add_model';

const credsTypes = { oauth2_client_credentials: 'OAUTH2', api_key: 'API_KEY', aksk: 'AWS' } as const;

/** What is left out the request says: its endpoint, its model, or the account of a change. */
function toBody(
  request: ServiceRequest,
  asked: RequestedEnvironment | undefined,
  { auth, endpoint, region, hours }: Draft,
): KeyWish {
  const head = { environment: asked?.environment ?? 'prod', expires_in_h: hours } as const;
  if (!isForNewAccount(request)) return head;
  const way = asked?.auth_type ?? auth;
  const type = way === '' ? {} : { creds_type: credsTypes[way] };
  if (way === 'aksk') {
    return { ...head, ...type, provider: 'bedrock', settings: { aws_region: region.trim() } };
  }
  const base = endpoint.trim().replace(/\/chat\/completions\/?$/, '');
  return { ...head, ...type, provider: 'openai', ...(base !== '' && { settings: { base_url: base } }) };
}
