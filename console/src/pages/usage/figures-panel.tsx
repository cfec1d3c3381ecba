import { ActionIcon, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type UsageItem, type UsageList, usageQuery } from '../../api/usage.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { formatWholeDay } from '../../components/day-names.ts';
import { type Fact, Facts } from '../../components/facts.tsx';
import { formatBytes, formatCount, formatDuration, formatRoughAmount } from '../../components/numbers.ts';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { Icon } from '../../icons/icon.tsx';
import { usage } from '../../strings/usage.ts';
import styles from './usage.module.css';

const texts = usage.figures;

interface FiguresPanelProps {
  wish: { from: string; to: string };
}

/** The sums of the whole period, and of when they are. */
export function FiguresPanel({ wish }: FiguresPanelProps) {
  const query = useQuery({
    ...usageQuery(useApi(), { ...wish, by: [] }),
    placeholderData: keepPreviousData,
  });
  return (
    <Panel
      title={texts.title}
      aside={
        <span className={styles.fresh}>
          {query.dataUpdatedAt > 0 && (
            <>
              {texts.asOf}{' '}
              <TimeAgo key={query.dataUpdatedAt} at={new Date(query.dataUpdatedAt).toISOString()} />
            </>
          )}
          <ActionIcon
            size="sm"
            aria-label={texts.again}
            loading={query.isFetching}
            onClick={() => query.refetch()}
          >
            <Icon name="again" size={15} />
          </ActionIcon>
        </span>
      }
    >
      <Async query={query} what={texts.loading} skeleton={<Skeleton height={134} />}>
        {(list) => {
          const [sum] = list.items;
          return (
            <div className={styles.figures} data-stale={query.isPlaceholderData}>
              <Facts facts={sum ? listFacts(sum, list) : listFacts(nothing, list)} />
            </div>
          );
        }}
      </Async>
    </Panel>
  );
}

/** A period without a call has no sum of it. */
const nothing: UsageItem = {
  group: {},
  ...{ requests: 0, attempts: 0, answered: 0, failed: 0, aborted: 0 },
  ...{ input_tokens: 0, output_tokens: 0, cached_tokens: 0, reasoning_tokens: 0 },
  ...{ request_bytes: 0, answer_bytes: 0, queue_ms: 0, total_ms: 0 },
  estimated_cost: { amount: '0', unpriced_tokens: 0 },
};

function listFacts(sum: UsageItem, { currency, prices_as_of: asOf }: UsageList): Fact[] {
  const { attempts, answered, failed, aborted, estimated_cost: cost } = sum;
  return [
    {
      label: texts.calls,
      value: formatCount(sum.requests),
      note: texts.tries(
        formatCount(attempts),
        formatCount(answered),
        formatCount(failed),
        formatCount(aborted),
      ),
    },
    {
      label: texts.input,
      value: formatCount(sum.input_tokens),
      note: texts.cached(formatCount(sum.cached_tokens)),
    },
    {
      label: texts.output,
      value: formatCount(sum.output_tokens),
      note: texts.reasoning(formatCount(sum.reasoning_tokens)),
    },
    {
      label: texts.cost,
      value: cost.amount === null ? texts.noPrice : formatRoughAmount(cost.amount, currency),
      note:
        cost.unpriced_tokens > 0
          ? texts.unpriced(formatCount(cost.unpriced_tokens))
          : texts.atListPrices(formatWholeDay(asOf)),
    },
    {
      label: texts.time,
      value: formatDuration(sum.total_ms),
      note: texts.average(formatDuration(attempts === 0 ? 0 : sum.total_ms / attempts)),
    },
    { label: texts.queue, value: formatDuration(sum.queue_ms), note: texts.queueNote },
    {
      label: texts.bytes,
      value: formatBytes(sum.request_bytes),
      note: texts.bytesBack(formatBytes(sum.answer_bytes)),
    },
  ];
}
