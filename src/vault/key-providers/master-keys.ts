import { createHash } from 'node:crypto';
import { keyBytes } from '../aes-gcm.ts';

export interface MasterKey {
  version: string;
  key: Buffer;
}

export type ParsedMasterKeys = { ok: true; keys: MasterKey[] } | { ok: false; problems: string[] };

const versionPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const base64Pattern = /^[A-Za-z0-9+/]{43}=$/;
/** Of 32 random bytes about 30 differ; fewer than this does not happen by chance. */
const distinctBytesMin = 16;
/** Printed in standards and manuals: FIPS 197's AES-256 key as SP 800-38A uses it. */
const publishedKeys = ['603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4'];
/** A digest of a common word looks random and is not. */
const commonWords = [
  '',
  'admin',
  'changeme',
  'default',
  'key',
  'master',
  'password',
  'plugboard',
  'secret',
  'test',
];

/**
 * One base64 of 32 bytes, which gets version `1`, or several `version:base64`, separated by commas or line ends, the
 * primary first. Problems name an entry by its place alone: whatever stands there might be the key.
 */
export function parseMasterKeys(text: string): ParsedMasterKeys {
  const entries = text.split(/[,\r\n]+/).flatMap((entry) => entry.trim() || []);
  if (entries.length === 0) return { ok: false, problems: ['it is empty'] };
  const keys: MasterKey[] = [];
  const problems: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = entries.length === 1 ? 'the key' : `entry ${index + 1}`;
    const parsed = parseEntry(entry, entries.length === 1);
    const problem = typeof parsed === 'string' ? parsed : findRepetition(parsed, keys);
    if (problem !== undefined) problems.push(`${place} ${problem}`);
    else if (typeof parsed !== 'string') keys.push(parsed);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, keys };
}

function parseEntry(entry: string, alone: boolean): MasterKey | string {
  const colon = entry.indexOf(':');
  if (colon === -1 && !alone) return 'has no version: write version:base64';
  const version = colon === -1 ? '1' : entry.slice(0, colon).trim();
  if (!versionPattern.test(version))
    return 'has a version that is not 1 to 32 letters, digits, ".", "_" or "-"';
  const encoded = entry.slice(colon + 1).trim();
  const key = Buffer.from(encoded, 'base64');
  if (!base64Pattern.test(encoded) || key.toString('base64') !== encoded) {
    return `is not the base64 of exactly ${keyBytes} bytes: make one with "openssl rand -base64 ${keyBytes}"`;
  }
  const weakness = findWeakness(key);
  return weakness === undefined ? { version, key } : `is not a random key: ${weakness}`;
}

function findRepetition(candidate: MasterKey, earlier: MasterKey[]): string | undefined {
  if (earlier.some((other) => other.version === candidate.version))
    return 'has the version of an earlier entry';
  if (earlier.some((other) => other.key.equals(candidate.key))) return 'has the key of an earlier entry';
  return undefined;
}

function findWeakness(key: Buffer): string | undefined {
  const step = (at: number) => ((key[at] ?? 0) - (key[at - 1] ?? 0)) & 0xff;
  const positions = Array.from({ length: keyBytes - 1 }, (_, index) => index + 1);
  if (positions.every((at) => step(at) === step(1))) return 'its bytes are a simple run';
  if (key.every((byte) => byte >= 0x09 && byte < 0x7f)) return 'it is text';
  if (new Set(key).size < distinctBytesMin) return 'too few of its bytes differ';
  if (key.subarray(0, keyBytes / 2).equals(key.subarray(keyBytes / 2))) return 'its halves are the same';
  const known = [
    ...publishedKeys,
    ...commonWords.map((word) => createHash('sha256').update(word).digest('hex')),
  ];
  return known.includes(key.toString('hex')) ? 'it is a well-known one' : undefined;
}
