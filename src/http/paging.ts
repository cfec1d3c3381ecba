import { PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { Page } from '../kernel/paging.ts';

const cursorText = /^[A-Za-z0-9._-]{1,256}$/;

/** The cursor is opaque to callers: the last key of the page before. */
export function toPage(query: { limit?: number; cursor?: string }): Page {
  const limit = query.limit ?? limits.lists.limitDefault;
  if (query.cursor === undefined) return { limit };
  const after = Buffer.from(query.cursor, 'base64url').toString('utf8');
  if (!cursorText.test(after)) throw badCursor();
  return { limit, after };
}

/** For lists that count: their keys are numbers. */
export function toNumberedPage(query: { limit?: number; cursor?: string }): Page {
  const page = toPage(query);
  if (page.after !== undefined && !/^\d{1,15}$/.test(page.after)) throw badCursor();
  return page;
}

/** For lists whose keys are UUIDs: the database would refuse to compare them with anything else. */
export function toUuidPage(query: { limit?: number; cursor?: string }): Page {
  const page = toPage(query);
  if (page.after !== undefined && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(page.after))
    throw badCursor();
  return page;
}

/** For the ledger, whose keys are a time and a UUID. */
export function toLedgerPage(query: { limit?: number; cursor?: string }): Page {
  const page = toPage(query);
  if (page.after !== undefined && !/^\d{1,15}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(page.after))
    throw badCursor();
  return page;
}

function badCursor(): PlugboardError {
  return new PlugboardError('invalid_request', {
    errors: [{ field: 'cursor', detail: 'is not one that a list answered' }],
  });
}
