import type { StatementAnswer } from '../../../contract/statement.ts';
import { platformItems } from '../../../control/billing/rates.ts';
import type { Statement, StatementSide } from '../../../control/billing/statement.ts';
import { toAmount } from '../../../kernel/money.ts';
import { type Environment, environments } from '../../../kernel/scope.ts';
import type { UsageRow } from '../../../kernel/usage.ts';
import { getPlatformCallLimits } from '../../../snapshot/call-limits.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { Services } from '../../services.ts';
import { toEstimatedCost, toSums } from '../usage/answers.ts';

type Place = Pick<StatementAnswer, 'tenant_id' | 'plan' | 'modes'>;
type Line = StatementAnswer['own']['lines'][number];

const perMicro = 1_000_000n;
const maybeAmount = (pico: bigint | null) => (pico === null ? null : toAmount(pico));
const toDecimal = (micros: number) => toAmount(BigInt(micros) * perMicro);

export function toStatementAnswer(
  statement: Statement,
  tenantId: string,
  { keeper: { snapshot }, prices }: Pick<Services, 'keeper' | 'prices'>,
): StatementAnswer {
  const { month, period, isOver, sum, sides, rates, managedAmount, platformAmount } = statement;
  const { subscription, tenant_provider: own, metered } = sides;
  const billed = managedAmount === null || platformAmount === null ? null : managedAmount + platformAmount;
  return {
    ...toPlace(snapshot, tenantId),
    month,
    from: period.first,
    to: period.end,
    is_over: isOver,
    currency: prices.currency,
    prices_as_of: prices.asOf,
    totals: toSums(sum),
    bundled: { payer: 'subscription', limits: toLimits(snapshot, tenantId), ...toSide(subscription) },
    own: {
      payer: 'tenant_provider',
      paid_to: 'provider',
      is_estimate: true,
      estimated_cost: toEstimatedCost(own.cost),
      ...toSide(own),
    },
    managed_fallback: {
      payer: 'metered',
      paid_to: 'platform',
      estimated_cost: toEstimatedCost(metered.cost),
      factor: rates === undefined ? null : toDecimal(rates.managedFactor),
      amount: maybeAmount(managedAmount),
      ...toSide(metered),
    },
    platform: {
      payer: 'tenant',
      paid_to: 'platform',
      items: statement.platform.map(toItem),
      amount: maybeAmount(platformAmount),
    },
    billed_by_platform: { amount: maybeAmount(billed) },
  };
}

function toPlace(snapshot: Snapshot, tenantId: string): Place {
  return {
    tenant_id: tenantId,
    plan: snapshot.tenant(tenantId)?.plan ?? 'standard',
    modes: environments.map((environment) => ({
      environment,
      mode: snapshot.pluggedIn(tenantId, environment).settings?.mode ?? 'bundled',
    })),
  };
}

function toLimits(snapshot: Snapshot, tenantId: string): StatementAnswer['bundled']['limits'] {
  const { requestsPerMinute, tokensPerMinute, concurrent } = getPlatformCallLimits(
    snapshot,
    tenantId,
  ).managed;
  return { requests_per_minute: requestsPerMinute, tokens_per_minute: tokensPerMinute, concurrent };
}

function toSide({ sum, lines }: StatementSide): Pick<StatementAnswer['own'], 'sums' | 'lines'> {
  return { sums: toSums(sum), lines: lines.map(toLine) };
}

function toLine(row: UsageRow): Line {
  const { environment, operation, provider = '', model = '' } = row.group;
  return {
    environment: environment as Environment,
    operation: operation as Line['operation'],
    provider,
    model_name: model,
    ...toSums(row),
    estimated_cost: toEstimatedCost(row.cost),
  };
}

function toItem({
  item,
  count,
  rate,
  amount,
}: Statement['platform'][number]): StatementAnswer['platform']['items'][number] {
  const { unit, per } = platformItems[item];
  return {
    item,
    quantity: toAmount((BigInt(count) * perMicro * perMicro) / per),
    unit,
    rate: rate === null ? null : toDecimal(rate),
    amount: maybeAmount(amount),
  };
}
