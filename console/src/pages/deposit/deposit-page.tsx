import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createApi } from '../../api/api.ts';
import { type FilledDeposit, type OpenedDeposit, openDeposit } from '../../api/deposits.ts';
import { toProblem } from '../../api/problem.ts';
import { PublicAreaProvider } from '../../areas/area.tsx';
import { hostOf } from '../../components/account/describe-account.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { BrandMark } from '../../icons/brand-mark.tsx';
import { StandingAlone } from '../../shell/standing-alone.tsx';
import { common } from '../../strings/common.ts';
import { depositPage } from '../../strings/deposits.ts';
import styles from './deposit.module.css';
import { DepositForm } from './deposit-form.tsx';
import { Received } from './received.tsx';

const api = createApi({ name: 'key holder', headers: {} });

/** For somebody without an account: what the link asks for, and a place to put it. */
export function DepositPage() {
  const [link] = useState(() => location.hash.slice(1));
  const [filled, setFilled] = useState<FilledDeposit>();
  const opened = useQuery({
    queryKey: ['deposit link'],
    queryFn: () => api.ask(openDeposit(link)),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (opened.data) {
    return (
      <PublicAreaProvider area={{ api, platform: opened.data.platform }}>
        <Opened
          deposit={opened.data}
          link={link}
          filled={filled}
          onFilled={(answer) => {
            setFilled(answer);
            // Used up; it need not stay in the window’s history.
            history.replaceState(null, '', location.pathname);
          }}
        />
      </PublicAreaProvider>
    );
  }
  if (!opened.isError) {
    return (
      <main className={styles.page} role="status" aria-label={common.loading(depositPage.loading)}>
        <Skeleton height={420} radius="lg" />
      </main>
    );
  }
  const problem = toProblem(opened.error);
  return (
    <StandingAlone title={depositPage.gone.title}>
      <p>{depositPage.gone.body}</p>
      {problem.status !== 400 && <ProblemNotice problem={problem} onRetry={() => opened.refetch()} />}
    </StandingAlone>
  );
}

interface OpenedProps {
  deposit: OpenedDeposit;
  link: string;
  filled: FilledDeposit | undefined;
  onFilled: (answer: FilledDeposit) => void;
}

function Opened({ deposit, link, filled, onFilled }: OpenedProps) {
  const { platform, tenant, environment, name, provider, auth, hosts, replaces } = deposit;
  const texts = depositPage.facts;
  const title = filled ? depositPage.done.title : depositPage.title(platform.name);
  return (
    <main className={styles.page}>
      <title>{title}</title>
      <header className={styles.header}>
        <BrandMark />
        <h1>{title}</h1>
        {!filled && <p className={styles.lead}>{depositPage.asks(tenant, platform.name)}</p>}
        {!filled && replaces && <p className={styles.lead}>{depositPage.replaces(name)}</p>}
      </header>
      <Panel title={depositPage.about}>
        <Facts
          facts={[
            { label: texts.tenant, value: tenant },
            { label: texts.environment, value: common.environments[environment] },
            { label: texts.account, value: name, note: `${provider}, ${auth}` },
            { label: texts.host, value: hosts.map(hostOf).join(', '), note: texts.hostNote },
            ...(filled ? [] : [{ label: texts.until, value: <TimeAgo at={deposit.expires_at} /> }]),
          ]}
        />
      </Panel>
      {filled ? (
        <Received filled={filled} />
      ) : (
        <Panel title={depositPage.form}>
          <DepositForm deposit={deposit} link={link} onFilled={onFilled} />
        </Panel>
      )}
      {platform.support_url !== null && (
        <p>
          <a href={platform.support_url} rel="noreferrer">
            {depositPage.support}
          </a>
        </p>
      )}
    </main>
  );
}
