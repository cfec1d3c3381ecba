import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { requestQuery, type ServiceRequest } from '../../api/service-requests.ts';
import { useApi, useArea, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { requestPage } from '../../strings/service-requests.ts';
import { ChangePanel } from './change-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { MessagesPanel } from './messages-panel.tsx';
import { EndActions } from './operating/end-actions.tsx';
import { KeysPanel } from './operating/keys-panel.tsx';
import { takesKey } from './operating/takes-key.ts';
import { WorkPanel } from './operating/work-panel.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import styles from './service-requests.module.css';
import { EnvironmentPanel } from './wish-panel.tsx';

/** As its tenant sees it, and operators who act there. */
export function RequestPage() {
  const place = usePlace();
  const { request: id } = useParams({ from: '/t/$tenant/$environment/requests/$request' });
  return (
    <OneRequest
      id={id}
      back={
        <Link className={styles.back} to="/t/$tenant/$environment/requests" params={place}>
          <Icon name="arrowLeft" size={14} />
          {requestPage.back}
        </Link>
      }
    />
  );
}

/** As operators come to it from the queue. */
export function PlatformRequestPage() {
  const { request: id } = useParams({ from: '/operator/requests/$request' });
  return (
    <OneRequest
      id={id}
      back={
        <Link className={styles.back} to="/operator/requests">
          <Icon name="arrowLeft" size={14} />
          {requestPage.back}
        </Link>
      }
    />
  );
}

function OneRequest({ id, back }: { id: string; back: React.ReactNode }) {
  const query = useQuery(requestQuery(useApi(), id));
  return (
    <Page
      title={query.data?.subject ?? pages.request}
      description={back}
      actions={query.data && <EndActions request={query.data} />}
    >
      <Async query={query} what={requestPage.loading} skeleton={<Skeleton height={480} radius="lg" />}>
        {(request) => (
          <>
            <ActingFor request={request} />
            <ProgressPanel request={request} />
            <div className={styles.columns}>
              <div className={styles.main}>
                <WorkPanel request={request} />
                {request.state !== 'draft' && takesKey(request) && <KeysPanel request={request} />}
                {request.kind === 'change' && <ChangePanel request={request} />}
                <Notes notes={request.notes} />
                {request.environments
                  .filter(
                    (one) => request.kind === 'setup' || one.endpoint_url !== null || one.checks !== null,
                  )
                  .map((one) => (
                    <EnvironmentPanel key={one.environment} request={request} environment={one} />
                  ))}
              </div>
              <div className={styles.aside}>
                <MessagesPanel request={request} />
              </div>
            </div>
            <HistoryPanel request={request} />
          </>
        )}
      </Async>
    </Page>
  );
}

/** In a place of the tenant the shell says it already. */
function ActingFor({ request: { tenant, environments } }: { request: ServiceRequest }) {
  const { place } = useArea();
  if (place) return null;
  const environment = environments[0]?.environment ?? 'prod';
  return (
    <aside className={styles.acting} aria-label={requestPage.forTenant}>
      <Icon name="alert" size={16} />
      <p>
        {requestPage.forTenant} <strong>{tenant.name}</strong> ({tenant.id}). {requestPage.acting}
      </p>
      <Link to="/t/$tenant/$environment" params={{ tenant: tenant.id, environment }}>
        {requestPage.openTenant}
      </Link>
    </aside>
  );
}

function Notes({ notes }: { notes: string }) {
  if (notes === '') return null;
  return (
    <Panel title={requestPage.notes}>
      <p className={styles.text}>{notes}</p>
    </Panel>
  );
}
