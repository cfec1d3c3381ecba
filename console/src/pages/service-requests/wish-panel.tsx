import type { ReactNode } from 'react';
import type { RequestedEnvironment, ServiceRequest } from '../../api/service-requests.ts';
import { Badge } from '../../components/badge.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Note } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { common } from '../../strings/common.ts';
import { requestPage, serviceRequests } from '../../strings/service-requests.ts';
import { EnvironmentChecks } from './environment-checks.tsx';
import { ReachabilityNote } from './reachability-note.tsx';
import styles from './service-requests.module.css';

const texts = requestPage.prerequisites;

/** All that is known of one environment: what was asked for, whether it is there, what the checks said. */
export function EnvironmentPanel({
  request,
  environment,
}: {
  request: ServiceRequest;
  environment: RequestedEnvironment;
}) {
  return (
    <Panel title={common.environments[environment.environment]} aside={<HowFar environment={environment} />}>
      <div className={styles.environment}>
        {request.kind === 'setup' && <WishTable environment={environment} />}
        <Warnings environment={environment} />
        {environment.endpoint_url !== null && (
          <ReachabilityNote request={request} environment={environment} />
        )}
        <EnvironmentChecks environment={environment} isSetup={request.kind === 'setup'} />
      </div>
    </Panel>
  );
}

function HowFar({
  environment: { activated_at: activeSince, checks, configured_at: configuredAt },
}: {
  environment: RequestedEnvironment;
}) {
  const says = requestPage.environment;
  const red = checks?.checks.filter(({ status }) => status === 'failed').length ?? 0;
  return (
    <span className={styles.head}>
      {activeSince !== null && (
        <Badge tone="healthy" dot>
          {says.active} <TimeAgo at={activeSince} />
        </Badge>
      )}
      {red > 0 && <Badge tone="broken">{says.red(red)}</Badge>}
      {checks?.green && <Badge tone="healthy">{says.green}</Badge>}
      {configuredAt !== null && !checks && <Badge tone="idle">{says.configured}</Badge>}
    </span>
  );
}

/** As the prerequisites are called wherever people gathered them. */
function WishTable({ environment }: { environment: RequestedEnvironment }) {
  const { provider_name: name, auth_type: auth, ip_allowlisting: allowlisting, models } = environment;
  const { endpoint_url: endpoint, token_url: token } = environment;
  return (
    <table className={styles.wish}>
      <tbody>
        <WishRow label={texts.provider_name} value={name} />
        <WishRow
          label={texts.endpoint_url}
          value={endpoint && <Url label={texts.endpoint_url} url={endpoint} />}
        />
        {(token !== null || auth === 'oauth2_client_credentials') && (
          <WishRow label={texts.token_url} value={token && <Url label={texts.token_url} url={token} />} />
        )}
        <WishRow label={texts.auth_type} value={auth && serviceRequests.auth[auth]} />
        <WishRow
          label={texts.models}
          value={
            models && (
              <ul className={styles.plainList}>
                {models.map(({ name: model, streaming }) => (
                  <li key={model}>
                    <code>{model}</code>{' '}
                    <span className={styles.soft}>{streaming ? texts.streaming : texts.wholeOnly}</span>
                  </li>
                ))}
              </ul>
            )
          }
        />
        <WishRow
          label={texts.ip_allowlisting}
          value={allowlisting === null ? null : allowlisting ? texts.yes : texts.no}
        />
      </tbody>
    </table>
  );
}

function WishRow({ label, value }: { label: string; value: ReactNode }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{value ?? <span className={styles.soft}>{texts.missing}</span>}</td>
    </tr>
  );
}

function Url({ label, url }: { label: string; url: string }) {
  return (
    <span className={styles.copied}>
      <code>{url}</code>
      <CopyButton value={url} label={texts.copy(label)} />
    </span>
  );
}

const names: Readonly<Record<string, string>> = {
  endpoint_url: texts.endpoint_url,
  token_url: texts.token_url,
  models: texts.models,
};

function Warnings({ environment: { warnings } }: { environment: RequestedEnvironment }) {
  if (warnings.length === 0) return null;
  return (
    <Note tone="waiting" icon="alert" title={texts.remarks}>
      <ul className={styles.bullets}>
        {warnings.map(({ field, detail }) => (
          <li key={detail}>
            {names[field] ?? field}: {detail}
          </li>
        ))}
      </ul>
    </Note>
  );
}
