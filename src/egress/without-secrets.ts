import { Scrubber, Secret } from '../kernel/secret.ts';

/**
 * Text of other origin without what we sent there: nobody else knows the tokens and signatures of a request, and a
 * text that is cut to a length later must not be cut in the middle of a key.
 */
export function hiderOf(secrets: readonly string[]): (text: string) => string {
  const scrubber = new Scrubber();
  for (const secret of secrets) scrubber.add(new Secret(secret));
  return (text) => scrubber.scrub(text);
}
