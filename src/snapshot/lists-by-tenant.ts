/** A few records of each tenant, always as whole lists: what holds is decided by all of them together. */
export class ListsByTenant<T extends { id: string; tenantId: string }> {
  readonly #lists = new Map<string, readonly T[]>();

  get(tenantId: string): readonly T[] {
    return this.#lists.get(tenantId) ?? nothing;
  }

  *all(): Generator<T> {
    for (const list of this.#lists.values()) yield* list;
  }

  add(record: T): void {
    this.#lists.set(record.tenantId, this.get(record.tenantId).concat(record));
  }

  delete(tenantId: string, id: string): void {
    const kept = this.get(tenantId).filter((record) => record.id !== id);
    if (kept.length > 0) this.#lists.set(tenantId, kept);
    else this.#lists.delete(tenantId);
  }

  deleteAll(tenantId: string): void {
    this.#lists.delete(tenantId);
  }

  clear(): void {
    this.#lists.clear();
  }
}

const nothing: readonly never[] = [];
