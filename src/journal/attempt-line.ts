import { crc32 } from 'node:zlib';
import type { AttemptRecord } from '../kernel/records.ts';

/**
 * The order of the fields in a line: a list without names is half as long and quicker to write. Lines of an older
 * version are still read after an upgrade, so a field is only ever added at the end, and is null where it is missing.
 */
const inOrder: Record<keyof AttemptRecord, true> = {
  id: true,
  at: true,
  requestId: true,
  number: true,
  tenantId: true,
  environment: true,
  agentId: true,
  featureId: true,
  actorKind: true,
  actorId: true,
  userId: true,
  operation: true,
  streamed: true,
  configId: true,
  modelName: true,
  credentialId: true,
  credentialVersion: true,
  provider: true,
  host: true,
  address: true,
  owner: true,
  payer: true,
  reason: true,
  outcome: true,
  failureClass: true,
  upstreamRequestId: true,
  status: true,
  requestBytes: true,
  answerBytes: true,
  promptTokens: true,
  completionTokens: true,
  cachedTokens: true,
  reasoningTokens: true,
  firstByteMs: true,
  totalMs: true,
};
const fields = Object.keys(inOrder) as (keyof AttemptRecord)[];

const checksumLength = 8;
const newline = 0x0a;

/** JSON has no bare line break in it, so a line ends where the next one begins, whatever the values hold. */
export function toLine(attempt: AttemptRecord): string {
  const text = JSON.stringify(fields.map((field) => attempt[field]));
  return `${toChecksum(text)} ${text}\n`;
}

export interface Lines {
  attempts: AttemptRecord[];
  /** Whole lines that do not match their checksum. */
  damaged: number;
  /** How many bytes these lines take. */
  length: number;
}

/** Up to `countMax` attempts from the start. What follows the last line break was torn off and counts as read. */
export function readLines(bytes: Buffer, countMax: number): Lines {
  const lines: Lines = { attempts: [], damaged: 0, length: 0 };
  while (lines.attempts.length < countMax && lines.length < bytes.length) {
    const end = bytes.indexOf(newline, lines.length);
    if (end < 0) return { ...lines, length: bytes.length };
    const attempt = parseLine(bytes.subarray(lines.length, end));
    if (attempt) lines.attempts.push(attempt);
    else lines.damaged += 1;
    lines.length = end + 1;
  }
  return lines;
}

function parseLine(line: Buffer): AttemptRecord | undefined {
  const text = line.subarray(checksumLength + 1);
  if (line.toString('latin1', 0, checksumLength) !== toChecksum(text)) return undefined;
  const values = JSON.parse(text.toString()) as unknown[];
  const entries = fields.map((field, index) => [field, values[index] ?? null]);
  return Object.fromEntries(entries) as unknown as AttemptRecord;
}

function toChecksum(text: string | Buffer): string {
  return crc32(text).toString(16).padStart(checksumLength, '0');
}
