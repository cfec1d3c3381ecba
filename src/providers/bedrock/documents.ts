import type { JsonObject } from '../../kernel/json-values.ts';
import type { FilePart } from '../conversation.ts';
import type { ChatExtras } from '../provider.ts';

const formatOfType: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'pdf'],
  ['text/csv', 'csv'],
  ['application/csv', 'csv'],
  ['application/msword', 'doc'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['text/html', 'html'],
  ['text/plain', 'txt'],
  ['text/markdown', 'md'],
]);
const formats = new Set(formatOfType.values());

/** Types that say nothing: browsers give them to what they do not know, the name’s ending says more. */
const unnamed = new Set(['', 'application/octet-stream', 'text/plain']);

/** Documents of one request: no two may have the same name. */
export function documentBlocks(extras: ChatExtras): (part: FilePart) => JsonObject[] {
  const names = new Set<string>();
  return (part) => {
    const format = formatOf(part);
    if (format === undefined) {
      extras.lose(part.field, `This provider takes files of these kinds: ${[...formats].join(', ')}.`);
      return [];
    }
    const name = freeName(toName(part.filename), names);
    names.add(name);
    return [{ document: { format, name, source: { bytes: part.base64 } } }];
  };
}

function formatOf({ mediaType, filename = '' }: FilePart): string | undefined {
  const [, ending = ''] = /\.([a-z]+)$/.exec(filename.toLowerCase()) ?? [];
  if (unnamed.has(mediaType) && formats.has(ending)) return ending;
  return formatOfType.get(mediaType);
}

const nameLengthMax = 200;
const numberLengthMax = 6;

/** Letters, digits, hyphens, brackets and single spaces: dots are refused, so the ending goes. */
function toName(filename = ''): string {
  const name = filename
    .replace(/\.[^.]*$/, '')
    .replace(/[^a-zA-Z0-9\-()[\]]+/g, ' ')
    .trim()
    .slice(0, nameLengthMax - numberLengthMax)
    .trim();
  return name === '' ? 'document' : name;
}

/** The same documents get the same names every time: a cached beginning of a conversation stays one. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2, free = name; ; number += 1) {
    if (!taken.has(free)) return free;
    free = `${name} (${number})`;
  }
}
