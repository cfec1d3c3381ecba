import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type CallStory, callQuery } from '../../api/ledger.ts';
import { toProblem } from '../../api/problem.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Icon } from '../../icons/icon.tsx';
import { call, ledger } from '../../strings/ledger.ts';
import { pages } from '../../strings/pages.ts';
import { AttemptCard } from './attempt-card.tsx';
import { CallSummary } from './call-summary.tsx';
import { FindCall } from './find-call.tsx';
import styles from './ledger.module.css';

const address = '/t/$tenant/$environment/ledger/$request';

export function CallPage() {
  const { request } = useParams({ from: address });
  const query = useQuery(callQuery(useApi(), request));
  // An answer here, and no failure of the page.
  const isMissing = query.isError && toProblem(query.error).code === 'call_not_found';
  return (
    <Page title={pages.call} description={<BackToAll />} actions={<FindCall />}>
      {isMissing ? (
        <Panel title={call.title}>
          <EmptyState icon="search" title={call.missing.title}>
            {call.missing.body}
          </EmptyState>
        </Panel>
      ) : (
        <Async query={query} what={call.loading} skeleton={<Skeleton height={640} />}>
          {(story) => <Story story={story} />}
        </Async>
      )}
    </Page>
  );
}

function BackToAll() {
  return (
    <Link className={styles.back} to="/t/$tenant/$environment/ledger" params={usePlace()}>
      <Icon name="arrowLeft" size={14} />
      {call.back}
    </Link>
  );
}

function Story({ story }: { story: CallStory }) {
  const { attempts, headers } = story;
  return (
    <>
      <CallSummary story={story} />
      <Panel title={ledger.title}>
        {attempts.length === 0 ? (
          <p>{call.never}</p>
        ) : (
          <ol className={styles.attempts}>
            {attempts.map((attempt) => (
              <AttemptCard key={attempt.id} attempt={attempt} />
            ))}
          </ol>
        )}
      </Panel>
      {headers && (
        <Panel title={call.headers}>
          <dl className={styles.headers}>
            {Object.entries(headers).map(([name, value]) => (
              <div key={name} className={styles.header}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
    </>
  );
}
