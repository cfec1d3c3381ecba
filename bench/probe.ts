import type { Contestant } from './contestants/contestant.ts';
import type { Call } from './load/jobs.ts';
import type { Kind } from './rows/row.ts';
import { spokenText, wholeText } from './upstream/answers.ts';

const withinMs = 20_000;

/** What is wrong with an answer, or how long it is. */
type Probed = { problem: string } | { bodyBytes: number };

/** One call, read closely: who does not answer rightly is not measured. */
export async function probe(contestant: Contestant, call: Call, kind: Kind): Promise<Probed> {
  try {
    const response = await fetch(call.origin + call.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...call.headers },
      body: call.body,
      signal: AbortSignal.timeout(withinMs),
    });
    const body = Buffer.from(await response.arrayBuffer());
    const problem = findProblem(contestant, kind, response.status, body.toString());
    return problem === undefined ? { bodyBytes: body.length } : { problem };
  } catch (error) {
    return { problem: String(error) };
  }
}

function findProblem(contestant: Contestant, kind: Kind, status: number, text: string): string | undefined {
  if (status !== 200) return `status ${status}: ${text.slice(0, 300)}`;
  const isOpenai = contestant.translates || kind.dialect === 'openai';
  if (!isOpenai) return text.length > spokenText.length ? undefined : 'the answer was cut';
  const said = kind.streamed ? joinDeltas(text) : messageOf(text);
  const expected = kind.streamed ? spokenText : wholeText;
  return said === expected ? undefined : `it said ${said.length} characters, not ${expected.length}`;
}

function messageOf(text: string): string {
  const answer = JSON.parse(text) as { choices: { message: { content: string } }[] };
  return answer.choices[0]?.message.content ?? '';
}

function joinDeltas(text: string): string {
  const data = [...text.matchAll(/^data: ?(.*)$/gm)].map(([, rest = '']) => rest);
  if (data.at(-1) !== '[DONE]') return '(no end)';
  const chunks = data
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { choices: { delta: { content?: string } }[] });
  return chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
}
