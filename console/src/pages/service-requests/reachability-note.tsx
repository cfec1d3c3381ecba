import { Button } from '@mantine/core';
import {
  type Finding,
  lookAgainAtEndpoints,
  type RequestedEnvironment,
  type ServiceRequest,
} from '../../api/service-requests.ts';
import { useChange } from '../../areas/area.tsx';
import { AddressList } from '../../components/address-list.tsx';
import { Note } from '../../components/note.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { requestPage } from '../../strings/service-requests.ts';
import { CheckLines } from './check-lines.tsx';
import styles from './service-requests.module.css';

const texts = requestPage.reachability;

const toneOf = (finding: Finding) =>
  finding === 'reachable' ? 'healthy' : finding === 'perhaps_not_allowlisted' ? 'waiting' : 'broken';

/** Whether the endpoint is there, before there is any credential, and what to do if it is not. */
export function ReachabilityNote({
  request,
  environment,
}: {
  request: ServiceRequest;
  environment: RequestedEnvironment;
}) {
  const { reachability, ip_allowlisting: isListed } = environment;
  const looking = useChange(() => lookAgainAtEndpoints(request.id));
  const todo = reachability && texts.todo[reachability.finding];
  return (
    <section className={styles.section}>
      <h3 className={styles.subheading}>{texts.title}</h3>
      {reachability ? (
        <>
          <Note
            tone={toneOf(reachability.finding)}
            icon={reachability.finding === 'reachable' ? 'check' : 'alert'}
            title={texts.findings[reachability.finding]}
            action={
              request.next.includes('look') && (
                <Button
                  variant="default"
                  size="xs"
                  loading={looking.isPending}
                  onClick={() => looking.mutate()}
                >
                  {requestPage.look}
                </Button>
              )
            }
          >
            <p>{reachability.detail}</p>
            {todo !== undefined && <p>{todo}</p>}
          </Note>
          <details className={styles.details}>
            <summary>
              {texts.steps}, <TimeAgo at={reachability.at} />
            </summary>
            <CheckLines label={texts.steps} checks={reachability.checks} />
          </details>
        </>
      ) : (
        <p className={styles.soft}>{texts.none}</p>
      )}
      {looking.error && <ProblemNotice problem={looking.error} />}
      {isListed && <Egress addresses={request.egress_ips} isLetIn={reachability?.finding === 'reachable'} />}
    </section>
  );
}

/** Once the endpoint answers, they are in its allowlist already. */
function Egress({ addresses, isLetIn }: { addresses: readonly string[]; isLetIn: boolean }) {
  const { title, body, none } = requestPage.egress;
  const list = (
    <>
      <p>{addresses.length === 0 ? none : body}</p>
      <AddressList addresses={addresses} />
    </>
  );
  if (isLetIn) {
    return (
      <details className={styles.details}>
        <summary>{title}</summary>
        {list}
      </details>
    );
  }
  return (
    <Note tone="accent" icon="globe" title={title}>
      {list}
    </Note>
  );
}
