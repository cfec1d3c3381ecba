const lengthMax = 255;
/** Characters that no name has, and halves of such as take two: no database keeps those, so two subjects would become one. */
const readable = /^[^\p{Cc}\p{Cs}]+$/u;

/** Whether what an issuer calls a person can stand for that person in everything that is written down. */
export function isSubject(claim: unknown): claim is string {
  return typeof claim === 'string' && claim.length <= lengthMax && readable.test(claim);
}
