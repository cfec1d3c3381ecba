import { countRandom } from './chance.ts';
import { type Finding, findingsMax } from './finding.ts';

const word = /[A-Za-z0-9_+/~.-]{20,2000}/g;
/** Ids, hashes and public keys, as they are known. */
const known = [
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9A-HJKMNP-TV-Z]{26})$/i,
  /^(?:org-|proj_|asst_|thread_|chatcmpl-|req_|resp_|msg_|file-|AAAA[BCE]3Nza)/,
];
const publicBlocks =
  /-----BEGIN [A-Z0-9 ]{0,30}(?:CERTIFICATE|PUBLIC KEY|CERTIFICATE REQUEST)-----[^-]{0,20000}-----END/g;
const digestBefore =
  /(?:md5|sha-?\d{0,3}|hash|digest|etag|checksum|fingerprint|id|trace|commit|request)["'\s:=_-]{0,4}$/i;

/** Words that look like chance and have no name: they may be keys, and they may be anything. */
export function findLooseWords(text: string): Finding[] {
  const found: Finding[] = [];
  const isPublic = [...text.matchAll(publicBlocks)].map(({ 0: block, index }) => [
    index,
    index + block.length,
  ]);
  for (const { 0: chars, index: at } of text.matchAll(word)) {
    if (
      known.some((shape) => shape.test(chars)) ||
      longestRandom(chars) < 20 ||
      /^(?:\.*\/|www\.)/.test(chars)
    )
      continue;
    if (digestBefore.test(text.slice(Math.max(0, at - 24), at))) continue;
    if (isPublic.some(([from = 0, to = 0]) => at >= from && at < to)) continue;
    found.push({ what: 'a word that looks like a key', at });
    if (found.length >= findingsMax) break;
  }
  return found;
}

function longestRandom(chars: string): number {
  return Math.max(...chars.split(/[^A-Za-z0-9]/).map((part) => countRandom(part)));
}
