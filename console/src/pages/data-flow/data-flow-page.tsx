import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type DataFlow, dataFlowQuery } from '../../api/data-flow.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { DownloadButton, toJsonFile } from '../../components/download-button.tsx';
import { Page } from '../../components/page.tsx';
import { PrintButton } from '../../components/print-button.tsx';
import { dataFlow } from '../../strings/data-flow.ts';
import { pages } from '../../strings/pages.ts';
import styles from './data-flow.module.css';
import { DrawingPanel } from './drawing-panel.tsx';
import { FeaturesPanel } from './features-panel.tsx';
import { FlowsPanel } from './flows-panel.tsx';
import { KeptPanel } from './kept-panel.tsx';
import { SentPanel } from './sent-panel.tsx';

export function DataFlowPage() {
  const query = useQuery(dataFlowQuery(useApi()));
  return (
    <Page
      title={pages.dataFlow}
      description={dataFlow.description}
      actions={
        query.data && (
          <>
            <PrintButton />
            <DownloadShown flow={query.data} />
          </>
        )
      }
    >
      <Async query={query} what={dataFlow.loading} skeleton={<DataFlowSkeleton />}>
        {(flow) => (
          <>
            <DrawingPanel flow={flow} />
            <FlowsPanel flow={flow} />
            <FeaturesPanel features={flow.features} />
            <KeptPanel kept={flow.kept} />
            <SentPanel sent={flow.also_sent} />
          </>
        )}
      </Async>
    </Page>
  );
}

/** What is shown, and not what is so a moment later. */
function DownloadShown({ flow }: { flow: DataFlow }) {
  const { tenant, environment } = usePlace();
  return (
    <DownloadButton
      label={dataFlow.download}
      fileName={`data-flow-${tenant}-${environment}-${flow.at.slice(0, 10)}.json`}
      load={async () => toJsonFile(flow)}
    />
  );
}

function DataFlowSkeleton() {
  return (
    <div className={styles.skeleton}>
      <Skeleton height={420} />
      <Skeleton height={260} />
      <Skeleton height={320} />
    </div>
  );
}
