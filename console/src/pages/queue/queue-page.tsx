import { useQuery } from '@tanstack/react-query';
import { cancelQueuedCalls, queueSummaryQuery } from '../../api/queue.ts';
import { useApi, useChange, useMay } from '../../areas/area.tsx';
import { DeedButton } from '../../components/deed-button.tsx';
import { Page } from '../../components/page.tsx';
import { pages } from '../../strings/pages.ts';
import { queue } from '../../strings/queue.ts';
import { OverPanel } from './over-panel.tsx';
import { PolicyLink } from './policy-link.tsx';
import { SummaryPanel } from './summary-panel.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

export function QueuePage() {
  return (
    <Page
      title={pages.queue}
      description={queue.description}
      actions={
        <>
          <PolicyLink />
          <CancelAll />
        </>
      }
    >
      <SummaryPanel />
      <WaitingPanel />
      <OverPanel />
    </Page>
  );
}

function CancelAll() {
  const { data } = useQuery(queueSummaryQuery(useApi()));
  const change = useChange(() => cancelQueuedCalls);
  if (!useMay('queue.cancel')) return null;
  const count = data?.depth ?? 0;
  return (
    <DeedButton
      disabled={count === 0}
      deed={{
        label: queue.cancelAll,
        title: queue.cancelAllTitle(count),
        meaning: queue.cancelAllMeaning,
        change,
      }}
    />
  );
}
