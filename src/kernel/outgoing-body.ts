/** The exact bytes that are sent: text, or pieces that need no copy to be sent one after the other. */
export type OutgoingBody = string | readonly Uint8Array[];

export function lengthOf(body: OutgoingBody): number {
  if (typeof body === 'string') return Buffer.byteLength(body);
  return body.reduce((sum, { length }) => sum + length, 0);
}

export function toBytes(body: OutgoingBody): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.concat(body);
}
