type Cell = string | number | null | undefined;

/** RFC 4180; the first line has the names. What has no value is an empty cell. */
export function toCsv(lines: readonly Readonly<Record<string, Cell>>[]): string {
  const [first] = lines;
  if (!first) return '';
  const rows = [Object.keys(first), ...lines.map((line) => Object.values(line))];
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

/**
 * Whatever follows one of these at the start of a cell, a spreadsheet runs as a formula, in East Asia also the wide forms:
 * an apostrophe keeps it text. https://owasp.org/www-community/attacks/CSV_Injection (November 2026)
 */
const startsFormula = /^[=+\-@\t\r\n|%＝＋－＠]/;

function toCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = startsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
