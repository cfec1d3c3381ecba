import { randomFillSync } from 'node:crypto';

/** Random bytes are fetched for many ids at once: asking for sixteen costs as much as asking for thousands. */
const pool = Buffer.alloc(16 * 256);
let used = pool.length;

/** RFC 9562 UUIDv7: sorts by time of making, so that primary keys stay close together in the index. */
export function uuidV7(nowMs: number): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const from = used;
  used += 16;
  pool.writeUIntBE(nowMs, from, 6);
  pool[from + 6] = ((pool[from + 6] as number) & 0x0f) | 0x70;
  pool[from + 8] = ((pool[from + 8] as number) & 0x3f) | 0x80;
  const hex = pool.toString('hex', from, used);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** When a request with that id came in; undefined where it is none of our ids. */
export function timeOfRequestId(id: string): number | undefined {
  const [, high, low] =
    /^req_([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(id) ?? [];
  return high === undefined || low === undefined ? undefined : Number.parseInt(`${high}${low}`, 16);
}

/** What callers name themselves: tenants, agents, features. Lower case, so that no two ids differ by case alone. */
export const slugPattern = '^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$';

/** The tenant that holds what is the platform's own: managed models, operator tokens, the audit of operators. */
export const platformTenantId = 'platform';

/** Where managed models lie in it: every environment of every tenant shares them. */
export const managedModelsEnvironment = 'prod';
