import { crc32 } from 'node:zlib';

const checksumLength = 8;
const newline = 0x0a;

/** `list` is the JSON of an attempt; it has no line break in it. */
export function toLine(list: string): string {
  return `${crc32(list).toString(16).padStart(checksumLength, '0')} ${list}\n`;
}

export interface Lines {
  /** The JSON of each attempt, as it was written: nobody on the way to the database has to know what is in it. */
  lists: string[];
  /** Whole lines that do not match their checksum. */
  damaged: number;
  /** How many bytes these lines take. */
  length: number;
}

/** Up to `countMax` attempts from the start. What follows the last line break was torn off and counts as read. */
export function readLines(bytes: Buffer, countMax: number): Lines {
  const lines: Lines = { lists: [], damaged: 0, length: 0 };
  while (lines.lists.length < countMax && lines.length < bytes.length) {
    const end = bytes.indexOf(newline, lines.length);
    if (end < 0) return { ...lines, length: bytes.length };
    const list = findList(bytes.subarray(lines.length, end));
    if (list === undefined) lines.damaged += 1;
    else lines.lists.push(list);
    lines.length = end + 1;
  }
  return lines;
}

function findList(line: Buffer): string | undefined {
  const list = line.subarray(checksumLength + 1);
  const checksum = Number.parseInt(line.toString('latin1', 0, checksumLength), 16);
  return checksum === crc32(list) ? list.toString() : undefined;
}
