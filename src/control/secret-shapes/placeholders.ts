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
