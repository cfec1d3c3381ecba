/** One `NAME=value` of an environment file, a shell, PowerShell, YAML or a snippet of code. */
export interface Assignment {
  name: string;
  value: string;
}

export interface Assignments {
  found: Assignment[];
  /** Lines with something on them that is none. */
  otherLines: number;
}

const assignmentsMax = 5_000;
const start =
  /^(?:(?:export|set|setx|declare -x|ENV|env|-e|-|\*|const|let|var) +)?(?:\$env:)?"?([A-Za-z_][A-Za-z0-9_.-]{0,127})"? ?(=|:=|:| ) ?/i;

/**
 * Reads line by line. Values in quotes end on their line, because a quote that was left open must not swallow the
 * next variable; only a key file may go on over many lines.
 */
export function readAssignments(text: string): Assignments {
  const assignments: Assignment[] = [];
  let otherLines = 0;
  let at = 0;
  const unclosed = new Set<string>();
  while (at < text.length && assignments.length < assignmentsMax) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end).trim();
    const long = findLongValue(text, at, end, unclosed);
    if (long !== undefined) {
      assignments.push({ name: long.name, value: long.value });
      at = endOfLine(text, long.end) + 1;
      continue;
    }
    if (line !== '' && !line.startsWith('#') && !line.startsWith('//') && !readLine(line, assignments)) {
      otherLines += 1;
    }
    at = end + 1;
  }
  return { found: assignments, otherLines };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** A key file or a certificate in quotes, over several lines. */
function findLongValue(
  text: string,
  at: number,
  lineEnd: number,
  unclosed: Set<string>,
): { name: string; value: string; end: number } | undefined {
  const line = text.slice(at, lineEnd);
  const indent = line.length - line.trimStart().length;
  const match = start.exec(line.slice(indent));
  if (!match?.[1]) return undefined;
  const quote = line.charAt(indent + match[0].length);
  const opening = at + indent + match[0].length;
  const inside = text.slice(opening + 1, opening + 40).trimStart();
  if ((quote !== '"' && quote !== "'") || unclosed.has(quote)) return undefined;
  if (!inside.startsWith('{') && !inside.startsWith('-----BEGIN')) return undefined;
  // JSON in double quotes that are not escaped ends nowhere for sure: its line is all there is to go by.
  if (quote === '"' && inside.startsWith('{"')) return undefined;
  let end = text.indexOf(quote, opening + 1);
  while (end !== -1 && quote === '"' && text[end - 1] === '\\') end = text.indexOf(quote, end + 1);
  if (end === -1) {
    unclosed.add(quote);
    return undefined;
  }
  return { name: match[1], value: unescapeQuotes(text.slice(opening + 1, end), quote), end };
}

function readLine(line: string, into: Assignment[]): boolean {
  let rest = line;
  let any = false;
  while (rest !== '') {
    const match = start.exec(rest);
    const [whole = '', name, sign] = match ?? [];
    if (name === undefined || (sign === ' ' && !/^(setx|ENV) /i.test(rest))) return any;
    const { value, after } = readValue(rest.slice(whole.length), sign === ':');
    into.push({ name, value });
    any = true;
    rest = after;
  }
  return any;
}

function readValue(text: string, toLineEnd: boolean): { value: string; after: string } {
  const quote = text.charAt(0);
  if (quote === '"' || quote === "'" || quote === '`') {
    let end = text.startsWith('"{"') ? text.lastIndexOf('"') : text.indexOf(quote, 1);
    while (end !== -1 && quote === '"' && text[end - 1] === '\\') end = text.indexOf(quote, end + 1);
    if (end === -1) return { value: text.slice(1).trim(), after: '' };
    return {
      value: unescapeQuotes(text.slice(1, end), quote).trim(),
      after: text.slice(end + 1).replace(/^[,;)\s]+/, ''),
    };
  }
  // One line of JSON needs no quotes in an environment file.
  if (quote === '{') return { value: text.trim(), after: '' };
  const space = text.search(/\s/);
  const bare = toLineEnd || space === -1 ? (text.split(' #')[0] ?? '') : text.slice(0, space);
  const after = toLineEnd || space === -1 ? '' : text.slice(space).trim();
  return { value: bare.trim().replace(/[,;]$/, ''), after };
}

function unescapeQuotes(text: string, quote: string): string {
  return quote === '"' ? text.replaceAll('\\"', '"') : text;
}
