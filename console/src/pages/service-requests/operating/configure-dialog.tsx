import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import {
  type ConfigureBody,
  configureEnvironment,
  type RequestedEnvironment,
  type ServiceRequest,
} from '../../../api/service-requests.ts';
import { Dialog } from '../../../components/dialog.tsx';
import form from '../../../components/form.module.css';
import { FormEnd } from '../../../components/form-end.tsx';
import { Note } from '../../../components/note.tsx';
import { common } from '../../../strings/common.ts';
import { requestWork } from '../../../strings/service-request-work.ts';
import styles from '../service-requests.module.css';
import { RunningChecks } from './running-checks.tsx';
import { useCheckedWork } from './use-checked-work.ts';
import { useCredentialsOf } from './use-credentials-of.ts';

const texts = requestWork.configure;

interface ConfigureDialogProps {
  request: ServiceRequest;
  environment: RequestedEnvironment;
  onClose: () => void;
}

interface ModelDraft {
  model: string;
  streaming: boolean;
  name: string;
  deployment: string;
}

/** From a credential that came to models that were tried, in one step. */
export function ConfigureDialog({ request, environment: asked, onClose }: ConfigureDialogProps) {
  const { environment, models: wished } = asked;
  const [chosen, choose] = useState(asked.llm_credentials_id ?? '');
  const [models, setModels] = useState<ModelDraft[]>(
    (wished ?? []).map(({ name: model, streaming }) => ({ model, streaming, name: '', deployment: '' })),
  );
  const configuration = useCheckedWork(() =>
    configureEnvironment(request.id, toBody(environment, chosen, models)),
  );
  const configure = (event: FormEvent) => {
    event.preventDefault();
    configuration.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog opened size="lg" onClose={onClose} title={texts.title(common.environments[environment])}>
      <form className={form.form} onSubmit={configure}>
        <AccountField request={request} environment={asked} chosen={chosen} onChoose={choose} />
        <ModelNames models={models} onEdit={setModels} />
        <RunningChecks isRunning={configuration.isPending} checks={configuration.checks} />
        <FormEnd change={configuration} onCancel={onClose} disabled={chosen === ''}>
          {texts.do}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function toBody(
  environment: ConfigureBody['environment'],
  credential: string,
  models: readonly ModelDraft[],
): ConfigureBody {
  const isNamed = models.some(({ name, deployment }) => name.trim() !== '' || deployment.trim() !== '');
  return {
    environment,
    llm_credentials_id: credential,
    // Left alone, they are as the request names them.
    ...(isNamed && {
      models: models.map(({ model, streaming, name, deployment }) => ({
        model_name: model,
        streaming,
        ...(name.trim() !== '' && { name: name.trim() }),
        ...(deployment.trim() !== '' && { deployment_name: deployment.trim() }),
      })),
    }),
  };
}

interface AccountFieldProps {
  request: ServiceRequest;
  environment: RequestedEnvironment;
  chosen: string;
  onChoose: (id: string) => void;
}

function AccountField({ request: { tenant }, environment: asked, chosen, onChoose }: AccountFieldProps) {
  const accounts = useCredentialsOf({ tenant: tenant.id, environment: asked.environment });
  const items = accounts.data?.items ?? [];
  if (accounts.data && items.length === 0) {
    return (
      <Note tone="waiting" icon="key" title={texts.noCredential}>
        <p>{texts.noCredentialHelp}</p>
      </Note>
    );
  }
  return (
    <NativeSelect
      label={texts.credential}
      description={texts.credentialHelp}
      required
      value={chosen}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={[
        { value: '', label: texts.choose },
        ...items.map(({ id, name }) => ({
          value: id,
          label: id === asked.llm_credentials_id ? texts.came(name) : name,
        })),
      ]}
    />
  );
}

interface ModelNamesProps {
  models: readonly ModelDraft[];
  onEdit: (models: ModelDraft[]) => void;
}

function ModelNames({ models, onEdit }: ModelNamesProps) {
  const put = (index: number, change: Partial<ModelDraft>) =>
    onEdit(models.map((model, at) => (at === index ? { ...model, ...change } : model)));
  return (
    <fieldset className={form.section}>
      <legend>{texts.models}</legend>
      <p className={form.help}>{texts.modelsHelp}</p>
      {models.map(({ model, name, deployment }, index) => (
        <div key={model} className={styles.models}>
          <code>{model}</code>
          <div className={form.row}>
            <TextInput
              label={texts.displayName}
              aria-label={texts.name(model)}
              value={name}
              onChange={(event) => put(index, { name: event.currentTarget.value })}
            />
            <TextInput
              label={texts.deploymentName}
              aria-label={texts.deployment(model)}
              spellCheck={false}
              value={deployment}
              onChange={(event) => put(index, { deployment: event.currentTarget.value })}
            />
          </div>
        </div>
      ))}
    </fieldset>
  );
}
