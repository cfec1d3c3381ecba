/** JSON that Postgres takes as `jsonb`: half a surrogate pair, which no text there can hold, becomes a replacement character. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_name, part) => (typeof part === 'string' ? part.toWellFormed() : part));
}
