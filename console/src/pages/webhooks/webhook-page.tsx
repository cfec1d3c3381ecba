import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { deleteWebhook, testWebhook, type Webhook, webhookQuery } from '../../api/webhooks.ts';
import { useApi, useChange, useMay, usePlace } from '../../areas/area.tsx';
import { useTenantPlace } from '../../areas/use-tenant-place.ts';
import { Async } from '../../components/async.tsx';
import { DeedButton } from '../../components/deed-button.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { webhooks } from '../../strings/webhooks.ts';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { RotateSecret } from './rotate-secret.tsx';
import { WebhookSettings } from './webhook-settings.tsx';
import styles from './webhooks.module.css';

const texts = webhooks.one;

export function WebhookPage() {
  const { webhook: id } = useParams({ from: '/t/$tenant/$environment/webhooks/$webhook' });
  const query = useQuery(webhookQuery(useApi(), id));
  const manages = useMay('webhooks.manage');
  const sending = useChange(() => testWebhook(id));
  return (
    <Page
      title={pages.webhook}
      description={<BackToAll />}
      actions={
        manages &&
        query.data && (
          <>
            <Button
              disabled={!query.data.enabled}
              loading={sending.isPending}
              onClick={() => sending.mutate()}
            >
              {texts.test}
            </Button>
            <RotateSecret id={id} />
            <DeleteWebhook id={id} />
          </>
        )
      }
    >
      {sending.error && <ProblemNotice problem={sending.error} />}
      <Async query={query} what={texts.loading} skeleton={<Skeleton height={360} />}>
        {(webhook) => (
          <>
            <Trouble webhook={webhook} />
            <Panel title={texts.settings}>
              <WebhookSettings stored={webhook} />
            </Panel>
            <DeliveriesPanel id={id} maySend={manages && webhook.enabled} />
          </>
        )}
      </Async>
    </Page>
  );
}

function BackToAll() {
  const place = usePlace();
  const isTenant = useTenantPlace() !== undefined;
  const label = (
    <>
      <Icon name="arrowLeft" size={14} />
      {texts.back}
    </>
  );
  return isTenant ? (
    <Link className={styles.back} to="/t/$tenant/$environment/webhooks" params={place}>
      {label}
    </Link>
  ) : (
    <Link className={styles.back} to="/operator/webhooks">
      {label}
    </Link>
  );
}

function Trouble({ webhook }: { webhook: Webhook }) {
  const { enabled, disabled_reason: reason, failing_since: failingSince } = webhook;
  if (!enabled && reason !== null) {
    return (
      <Note tone="broken" icon="alert" title={texts.disabled[reason]}>
        {texts.disabledHelp}
      </Note>
    );
  }
  if (!enabled || failingSince === null) return null;
  return (
    <Note tone="waiting" icon="alert" title={texts.failing}>
      {texts.failingHelp}
    </Note>
  );
}

function DeleteWebhook({ id }: { id: string }) {
  const place = usePlace();
  const isTenant = useTenantPlace() !== undefined;
  const navigate = useNavigate();
  const change = useChange(() => deleteWebhook(id));
  const onDone = () =>
    void (isTenant
      ? navigate({ to: '/t/$tenant/$environment/webhooks', params: place })
      : navigate({ to: '/operator/webhooks' }));
  return (
    <DeedButton
      deed={{ label: texts.remove, title: texts.removeTitle, meaning: texts.removeMeaning, change, onDone }}
    />
  );
}
