import { knownKeys } from './known-keys.ts';

/** Whether it looks enough like a secret that it is not repeated to anybody, wherever it stood. */
export function looksSecret(value: string): boolean {
  const begins = (start: string) => value.startsWith(start);
  if (knownKeys.some((key) => key.begins.some(begins)) || ['eyJ', '-----BEGIN', 'sk_'].some(begins))
    return true;
  const isOneWord = /^[\x21-\x7e]+$/.test(value);
  return value.length >= 28 && isOneWord && /\d/.test(value) && /[a-zA-Z]/.test(value) && !isName(value);
}

/** Models and resources have long names as well; those are words with hyphens and dots in lower case. */
function isName(value: string): boolean {
  return value === value.toLowerCase() && value.split(/[-.:/@_]/).every((word) => word.length < 16);
}
