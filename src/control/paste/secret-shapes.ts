import { isToken } from './pasted-text.ts';

/** Words that documentation puts where a value of one's own belongs. */
const standIns =
  /^your|your[-_ ]?(own|resource|api|key|endpoint|deployment|project|account|region|model|host|name|token|tenant|client|secret|access|org)/i;

/** Whether a value only shows where the real one goes: `YOUR_KEY`, `<key>`, `$KEY`, `sk-...`. */
export function isPlaceholder(value: string): boolean {
  const lower = value.toLowerCase();
  return (
    standIns.test(value) ||
    ['...', '…', '***', '•••', 'xxxxxx', '{{', '${', '$(', 'changeme', 'replace_', 'replace-me'].some(
      (mark) => lower.includes(mark),
    ) ||
    value.startsWith('<') ||
    (value.startsWith('%') && value.endsWith('%') && value.length > 2) ||
    /^\$[A-Za-z_]/.test(value) ||
    /^(x{3,}|key|token|secret|none|null|undefined)$/i.test(value)
  );
}

const telling =
  /^(sk-|sk_|gsk_|xai-|csk-|fw_|hf_|tgp_v1_|AIza|AQ\.|ya29\.|eyJ|ABSK|bedrock-api-key-|AKIA|ASIA|gh[pousr]_|github_pat_|xox[abp]-|-----BEGIN)/;

/** Whether it looks enough like a secret that it is not repeated to anybody, wherever it stood. */
export function looksSecret(value: string): boolean {
  if (telling.test(value)) return true;
  return value.length >= 28 && isToken(value) && /\d/.test(value) && /[a-zA-Z]/.test(value) && !isName(value);
}

/** Models and resources have long names as well; those are words with hyphens and dots in lower case. */
function isName(value: string): boolean {
  return value === value.toLowerCase() && value.split(/[-.:/@_]/).every((word) => word.length < 16);
}
