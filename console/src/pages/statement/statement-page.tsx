import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { loadStatement, type Statement, statementQuery } from '../../api/statement.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { formatMonth } from '../../components/day-names.ts';
import { addMonths, dayOf, monthOf } from '../../components/days.ts';
import { DownloadButton, toJsonFile } from '../../components/download-button.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { PrintButton } from '../../components/print-button.tsx';
import { pages } from '../../strings/pages.ts';
import { statement as texts } from '../../strings/statement.ts';
import { BilledPanel } from './billed-panel.tsx';
import { HeadPanel } from './head-panel.tsx';
import { LinesPanel } from './lines-panel.tsx';
import { BundledSide, OwnSide, PlatformSide } from './sides.tsx';
import styles from './statement.module.css';
import { SumsPanel } from './sums-panel.tsx';

const address = '/t/$tenant/$environment/statement';
const monthsBack = 24;

export function StatementPage() {
  const place = usePlace();
  const api = useApi();
  const present = monthOf(dayOf(Date.now()));
  const { month = present } = getRouteApi(address).useSearch();
  const query = useQuery(statementQuery(api, month));
  return (
    <Page
      title={pages.statement}
      description={texts.description(place.tenant)}
      actions={
        <>
          <MonthSelect month={month} present={present} />
          <PrintButton />
          <DownloadButton
            label={texts.download}
            fileName={`statement-${place.tenant}-${month}.json`}
            load={async () => toJsonFile(await loadStatement(api, month))}
          />
        </>
      }
    >
      <Async query={query} what={texts.loading} skeleton={<StatementSkeleton />}>
        {(statement) => <StatementOf statement={statement} />}
      </Async>
    </Page>
  );
}

function MonthSelect({ month, present }: { month: string; present: string }) {
  const params = usePlace();
  const navigate = useNavigate();
  const listed = Array.from({ length: monthsBack }, (_, index) => addMonths(present, -index));
  const months = listed.includes(month) ? listed : [...listed, month];
  return (
    <NativeSelect
      aria-label={texts.month}
      value={month}
      onChange={({ currentTarget: { value } }) =>
        navigate({ to: address, params, search: { month: value }, replace: true, resetScroll: false })
      }
      data={months.map((value) => ({ value, label: formatMonth(value) }))}
    />
  );
}

function StatementOf({ statement }: { statement: Statement }) {
  const { own, managed_fallback: fallback, bundled, totals } = statement;
  return (
    <>
      <HeadPanel statement={statement} />
      {totals.attempts === 0 && <Note tone="idle" icon="receipt" title={texts.nothing} />}
      <div className={styles.sides}>
        <PlatformSide statement={statement} />
        <OwnSide statement={statement} />
        <BundledSide statement={statement} />
      </div>
      <BilledPanel statement={statement} />
      <LinesPanel part="own" lines={own.lines} sums={own.sums} cost={own.estimated_cost} of={statement} />
      <LinesPanel
        part="managed_fallback"
        lines={fallback.lines}
        sums={fallback.sums}
        cost={fallback.estimated_cost}
        of={statement}
      />
      <LinesPanel part="bundled" lines={bundled.lines} sums={bundled.sums} of={statement} />
      <SumsPanel statement={statement} />
    </>
  );
}

function StatementSkeleton() {
  return (
    <div className={styles.skeleton}>
      <Skeleton height={130} />
      <div className={styles.sides}>
        <Skeleton height={190} />
        <Skeleton height={190} />
        <Skeleton height={190} />
      </div>
      <Skeleton height={330} />
      <Skeleton height={220} />
    </div>
  );
}
