import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  type RequestedEnvironment,
  type ServiceRequest,
  validateEnvironment,
} from '../../../api/service-requests.ts';
import form from '../../../components/form.module.css';
import { ProblemNotice } from '../../../components/problem-notice.tsx';
import { common } from '../../../strings/common.ts';
import { requestWork } from '../../../strings/service-request-work.ts';
import styles from '../service-requests.module.css';
import { ActivateDialog } from './activate-dialog.tsx';
import { ConfigureDialog } from './configure-dialog.tsx';
import { RunningChecks } from './running-checks.tsx';
import { useCheckedWork } from './use-checked-work.ts';

/** What an operator does environment by environment: configure, check, activate. */
export function EnvironmentWork({ request }: { request: ServiceRequest }) {
  return request.environments
    .filter(({ activated_at: activeSince }) => activeSince === null)
    .map((environment) => (
      <OneEnvironment key={environment.environment} request={request} environment={environment} />
    ));
}

interface OneEnvironmentProps {
  request: ServiceRequest;
  environment: RequestedEnvironment;
}

function OneEnvironment({ request, environment }: OneEnvironmentProps) {
  const name = common.environments[environment.environment];
  const isConfigured = environment.configured_at !== null;
  const [configuring, configuration] = useDisclosure(false);
  const [activating, activation] = useDisclosure(false);
  const validation = useCheckedWork(() => validateEnvironment(request.id, environment.environment));
  const isMain = isConfigured ? 'default' : 'filled';
  return (
    <div className={styles.work}>
      <div className={form.actions}>
        <Button variant={isMain} disabled={validation.isPending} onClick={configuration.open}>
          {isConfigured ? requestWork.configure.again(name) : requestWork.configure.open(name)}
        </Button>
        {isConfigured && (
          <>
            <Button variant="default" loading={validation.isPending} onClick={() => validation.mutate()}>
              {requestWork.validate(name)}
            </Button>
            <Button
              {...(environment.checks?.green ? {} : { variant: 'default' })}
              disabled={validation.isPending}
              onClick={activation.open}
            >
              {requestWork.activate.open(name)}
            </Button>
          </>
        )}
      </div>
      <RunningChecks isRunning={validation.isPending} checks={validation.checks} />
      {validation.error && <ProblemNotice problem={validation.error} />}
      {configuring && (
        <ConfigureDialog request={request} environment={environment} onClose={configuration.close} />
      )}
      {activating && (
        <ActivateDialog request={request} environment={environment} onClose={activation.close} />
      )}
    </div>
  );
}
