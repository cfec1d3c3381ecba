import type { Answer } from '../providers/provider.ts';

/** What AWS says of a signature that it does not take, where a second try with another one makes sense. */

const skewed =
  /RequestTimeTooSkewed|RequestExpired|signature (?:has )?expired|signature not yet current|request time .{0,40}skewed/i;
const ended = /ExpiredToken|security token .{0,60}expired/i;

/** How far the other side's clock is ahead of ours, where it refused a signature for the time in it. */
export function findClockOffset(
  answer: Pick<Answer, 'headers'>,
  text: string,
  signedAtMs: number,
): number | undefined {
  if (!skewed.test(errorIn(answer, text))) return undefined;
  const offset = Date.parse(answer.headers['date'] ?? '') - signedAtMs;
  return Number.isFinite(offset) ? offset : undefined;
}

/** A role's session has ended before its time: it was revoked, or our clock is wrong. */
export function saysSessionEnded(answer: Pick<Answer, 'headers'>, text: string): boolean {
  return ended.test(errorIn(answer, text));
}

/** Some services name the error in a header alone. */
function errorIn({ headers }: Pick<Answer, 'headers'>, text: string): string {
  return `${headers['x-amzn-errortype'] ?? ''}\n${text}`;
}
