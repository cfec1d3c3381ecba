import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queueSummaryQuery } from '../../api/queue.ts';
import { useArea } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Facts } from '../../components/facts.tsx';
import { Note } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { describeWait, QueueStateBadge } from '../../components/queue-state.tsx';
import { queue } from '../../strings/queue.ts';

export function SummaryPanel() {
  const { api, platform } = useArea();
  const query = useQuery(queueSummaryQuery(api));
  const state = query.data?.state ?? 'running';
  return (
    <>
      {state !== 'running' && (
        <Note
          tone={state === 'paused' ? 'broken' : 'waiting'}
          icon="pause"
          title={queue[state](platform.name)}
        >
          {queue.stateMeanings[state]}
        </Note>
      )}
      <Panel title={queue.now}>
        <Async query={query} what={queue.loading} skeleton={<Skeleton height={62} />}>
          {(summary) => (
            <Facts
              facts={[
                { label: queue.depth, value: summary.depth, note: queue.running(summary.running) },
                { label: queue.oldest, value: describeWait(summary) },
                {
                  label: queue.state,
                  value: <QueueStateBadge state={summary.state} />,
                  note: queue.stateMeanings[summary.state],
                },
              ]}
            />
          )}
        </Async>
      </Panel>
    </>
  );
}
