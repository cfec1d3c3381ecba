import type { Static } from 'typebox';
import type { usageCsvQuery } from '../../../contract/usage.ts';
import { toUsagePeriod } from '../../../control/usage/usage.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import type { Page } from '../../../kernel/paging.ts';
import type { UsageDimension, UsageFilter } from '../../../kernel/usage.ts';
import type { Call } from '../../route.ts';
import { dimensionNames } from './answers.ts';

export const common = {
  access: { permission: 'usage.view' },
  actsOn: 'environment_if_named',
  tag: 'Usage',
  method: 'GET',
} as const;

type Asked = Static<typeof usageCsvQuery>;

/** A dimension that is asked for twice counts once. */
export function toDimensions({ group_by: by }: Asked): UsageDimension[] {
  return by === undefined ? [] : [...new Set(by.split(',') as UsageDimension[])];
}

export function toUsageFilter({
  query,
  place,
  services,
}: Pick<Call<unknown, unknown, Asked>, 'query' | 'place' | 'services'>): UsageFilter {
  for (const name of ['tenant_id', 'environment'] as const) {
    if (place && query[name] !== undefined) throw wrong(name, 'is given by the place in which the call acts');
  }
  const where = Object.entries(dimensionNames).flatMap(([dimension, name]) => {
    const value = name === 'day' ? undefined : query[name];
    return value === undefined ? [] : [[dimension, value]];
  });
  return { ...toUsagePeriod(query.from, query.to, services.clock()), where: Object.fromEntries(where) };
}

/** The key of a page is the group that it ended with. */
export function toUsagePage(
  { limit, cursor }: { limit?: number; cursor?: string },
  by: readonly UsageDimension[],
): Page {
  const count = limit ?? limits.lists.limitDefault;
  if (cursor === undefined) return { limit: count };
  const after = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!isKey(after, by)) throw wrong('cursor', 'is not one that this list answered');
  return { limit: count, after };
}

function isKey(text: string, by: readonly UsageDimension[]): boolean {
  try {
    const values: unknown = JSON.parse(text);
    return (
      by.length > 0 &&
      Array.isArray(values) &&
      values.length === by.length &&
      values.every((value) => typeof value === 'string' && !value.includes('\0'))
    );
  } catch {
    return false;
  }
}

const wrong = (field: string, detail: string) =>
  new PlugboardError('invalid_request', { errors: [{ field, detail }] });
