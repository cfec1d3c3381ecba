import { readFileSync } from 'node:fs';
import { readCurl } from '../../src/control/paste/curl-request.ts';
import { ShellReader } from '../../src/control/paste/shell-words.ts';

/** docs/connecting-a-model.md as a reader takes it: commands to run, answers to expect, section by section. */
const file = new URL('../../docs/connecting-a-model.md', import.meta.url);

export interface PageBlock {
  section: string;
  language: string;
  text: string;
}

export function readConnectingPage(): PageBlock[] {
  const blocks: PageBlock[] = [];
  let section = '';
  let open: PageBlock | undefined;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, heading] = /^#{1,3} (?:\d+\. )?(.+)$/.exec(line) ?? [];
    const [, language] = /^```(\w*)$/.exec(line) ?? [];
    if (open && language === '') {
      blocks.push(open);
      open = undefined;
    } else if (open) open.text += `${line}\n`;
    else if (heading !== undefined) section = heading;
    else if (language !== undefined) open = { section, language, text: '' };
  }
  return blocks;
}

export interface PageRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** The curl commands of a block, with these variables in their places. */
export function listRequests(text: string, variables: Readonly<Record<string, string>>): PageRequest[] {
  const reader = new ShellReader(text, new Map(Object.entries(variables)));
  const requests: PageRequest[] = [];
  for (let at = 0; at < text.length; ) {
    const { words, end } = reader.read(at);
    at = end + 1;
    const [program, ...rest] = words;
    if (program === undefined || program === 'export') continue;
    const request = program === 'curl' ? readCurl(rest) : undefined;
    if (!request) throw new Error(`The page has a command that is no request: ${words.join(' ')}`);
    const body = request.data.length === 0 ? undefined : request.data.join('&');
    const named = rest.indexOf('-X');
    const method = named === -1 ? (body === undefined ? 'GET' : 'POST') : (rest[named + 1] ?? '');
    requests.push({ method, url: request.url, headers: Object.fromEntries(request.headers), body });
  }
  return requests;
}
