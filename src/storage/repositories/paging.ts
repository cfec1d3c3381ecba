import type { Page, PageOf } from '../../kernel/paging.ts';

/** Repositories read one row more than was asked for: it tells whether there is a next page. */
export function pageOf<Row, Item>(
  rows: Row[],
  page: Page,
  keyOf: (row: Row) => string,
  toItem: (row: Row) => Item,
): PageOf<Item> {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const items = shown.map(toItem);
  return rows.length > page.limit && last ? { items, next: keyOf(last) } : { items };
}
