import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { cancelQueuedCalls, queueSummaryQuery } from '../../api/queue.ts';
import { useApi, useChange, useMay } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
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
  const [asking, question] = useDisclosure(false);
  const cancelling = useChange(() => cancelQueuedCalls);
  if (!useMay('queue.cancel')) return null;
  const count = data?.depth ?? 0;
  return (
    <>
      <Button variant="default" disabled={count === 0} onClick={question.open}>
        {queue.cancelAll}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={queue.cancelAllTitle(count)}
        confirm={queue.cancelAll}
        isDangerous
        isBusy={cancelling.isPending}
        problem={cancelling.error}
        onConfirm={() => cancelling.mutate(undefined, { onSuccess: question.close })}
        onClose={question.close}
      >
        {queue.cancelAllMeaning}
      </ConfirmDialog>
    </>
  );
}
