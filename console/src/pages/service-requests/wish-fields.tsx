import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import type { AuthType } from '../../api/service-requests.ts';
import type { Environment } from '../../api/session.ts';
import form from '../../components/form.module.css';
import { common } from '../../strings/common.ts';
import { requestForm } from '../../strings/service-request-form.ts';
import { serviceRequests } from '../../strings/service-requests.ts';
import { ModelFields } from './model-fields.tsx';
import styles from './service-requests.module.css';
import { EnvironmentBadge } from './state-badge.tsx';
import type { WishDraft } from './wish-draft.ts';

const texts = requestForm.setup;

interface WishFieldsProps {
  environment: Environment;
  wish: WishDraft;
  /** What it can be the same as. */
  others: readonly Environment[];
  problemAt: (field: keyof WishDraft) => string | undefined;
  onEdit: (change: Partial<WishDraft>) => void;
  onCopy: (from: Environment) => void;
}

export function WishFields({ environment, wish, others, problemAt, onEdit, onCopy }: WishFieldsProps) {
  return (
    <section className={styles.wishFields} aria-label={common.environments[environment]}>
      <div className={styles.wishHead}>
        <EnvironmentBadge environment={environment} />
        <span className={form.actions}>
          {others.map((other) => (
            <Button key={other} variant="default" size="xs" onClick={() => onCopy(other)}>
              {texts.sameAs(common.environments[other])}
            </Button>
          ))}
        </span>
      </div>
      <TextInput
        label={texts.providerName}
        description={texts.providerNameHelp}
        withAsterisk
        value={wish.provider_name}
        error={problemAt('provider_name')}
        onChange={(event) => onEdit({ provider_name: event.currentTarget.value })}
      />
      <TextInput
        label={texts.endpointUrl}
        description={texts.endpointUrlHelp}
        withAsterisk
        inputMode="url"
        spellCheck={false}
        value={wish.endpoint_url}
        error={problemAt('endpoint_url')}
        onChange={(event) => onEdit({ endpoint_url: event.currentTarget.value })}
      />
      <AuthFields wish={wish} problemAt={problemAt} onEdit={onEdit} />
      <ModelFields
        models={wish.models}
        problem={problemAt('models')}
        onEdit={(models) => onEdit({ models })}
      />
      <Radio.Group
        label={texts.allowlisting}
        description={texts.allowlistingHelp}
        withAsterisk
        error={problemAt('ip_allowlisting')}
        value={wish.ip_allowlisting === undefined ? '' : wish.ip_allowlisting ? 'yes' : 'no'}
        onChange={(value) => onEdit({ ip_allowlisting: value === 'yes' })}
      >
        <div className={styles.options}>
          <Radio value="yes" label={texts.yes} />
          <Radio value="no" label={texts.no} />
        </div>
      </Radio.Group>
    </section>
  );
}

const authTypes = Object.entries(serviceRequests.auth).map(([value, label]) => ({ value, label }));

function AuthFields({ wish, problemAt, onEdit }: Pick<WishFieldsProps, 'wish' | 'problemAt' | 'onEdit'>) {
  return (
    <>
      <NativeSelect
        label={texts.authType}
        withAsterisk
        value={wish.auth_type}
        error={problemAt('auth_type')}
        onChange={(event) => onEdit({ auth_type: event.currentTarget.value as AuthType | '' })}
        data={[{ value: '', label: texts.chooseAuth }, ...authTypes]}
      />
      {wish.auth_type === 'oauth2_client_credentials' && (
        <TextInput
          label={texts.tokenUrl}
          description={texts.tokenUrlHelp}
          withAsterisk
          inputMode="url"
          spellCheck={false}
          value={wish.token_url}
          error={problemAt('token_url')}
          onChange={(event) => onEdit({ token_url: event.currentTarget.value })}
        />
      )}
    </>
  );
}
