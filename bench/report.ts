import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Machine, machineSlug } from './machine.ts';
import type { Options } from './options.ts';
import type { Bar, Finding, Line } from './rows/row.ts';

export interface Run {
  startedAt: Date;
  machine: Machine;
  options: Options;
  findings: Finding[];
}

/** Returns the files’ name without its ending. */
export function writeResults({ startedAt, machine, options, findings }: Run): string {
  const parts = [
    startedAt.toISOString().slice(0, 10),
    machineSlug(machine),
    ...(options.quick ? ['quick'] : []),
    ...(options.rows.length > 0 ? options.rows : []),
  ];
  const name = parts.join('-');
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const base = join(folder, name);
  const described = { started_at: startedAt.toISOString(), machine, options };
  writeFileSync(`${base}.json`, `${JSON.stringify({ ...described, findings }, null, 1)}\n`);
  writeFileSync(`${base}.md`, toMarkdown({ startedAt, machine, options, findings }));
  return name;
}

export function toMarkdown({ startedAt, machine, options, findings }: Run): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  const facts = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}`,
    versions.join(', '),
    `Cores: ${machine.placement}. Load: ${machine.generator}.`,
    `Medians of ${options.rounds} rounds of ${options.secondsPerRound} s, contestants in turn.`,
  ];
  return [
    `# Measured on ${startedAt.toISOString().slice(0, 10)}`,
    '',
    ...facts.map((fact) => `- ${fact}`),
    '',
    ...findings.flatMap(toSection),
    '## Bars',
    '',
    ...toBarTable(findings),
    '',
  ].join('\n');
}

export function toSection({ id, title, lines, notes }: Finding): string[] {
  return [
    `## ${title} (\`${id}\`)`,
    '',
    ...toTable(lines),
    '',
    ...notes.map((note) => `- ${note}`),
    ...(notes.length > 0 ? [''] : []),
  ];
}

function toTable(lines: Line[]): string[] {
  const columns = [...new Set(lines.flatMap(({ cells }) => Object.keys(cells)))];
  return table(
    ['', ...columns],
    lines.map(({ contestant, cells }) => [contestant, ...columns.map((column) => cells[column] ?? '')]),
  );
}

function toBarTable(findings: Finding[]): string[] {
  const rows = findings.flatMap(({ id, bars }) =>
    bars.map((bar) => [
      id,
      bar.what,
      `${bar.atLeast ? '≥' : '≤'} ${bar.required}`,
      bar.measured === undefined ? 'not measured' : bar.measured.toFixed(2),
      verdictOf(bar),
    ]),
  );
  return table(['row', 'what', 'bar', 'measured', ''], rows);
}

function verdictOf({ atLeast, required, measured }: Bar): string {
  if (measured === undefined) return '';
  return (atLeast ? measured >= required : measured <= required) ? 'holds' : '**missed**';
}

/** Padded, so that it reads well in a terminal too. */
function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((text, column) =>
    Math.max(3, text.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const toText = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [toText(head), toText(widths.map((width) => '-'.repeat(width))), ...rows.map(toText)];
}
