import { snippets } from '../strings/snippets.ts';

export interface SampleCall {
  publicUrl: string;
  /** Left out, its place is named. */
  token?: string;
  /** Narrows the call to one account. */
  providerId?: string;
  model: string;
}

const question = 'Say hello.';

/** For shells and programs alike: JSON quotes as they do, and single quotes end no argument. */
const quote = (text: string): string => JSON.stringify(text);
const inShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const tokenOf = ({ token }: SampleCall): string => token ?? `<${snippets.tokenHere}>`;

function headersOf({ providerId }: SampleCall): [name: string, value: string][] {
  return providerId === undefined ? [] : [['X-Plugboard-Provider-Id', providerId]];
}

function toCurl(call: SampleCall): string {
  const headers = [
    ['Authorization', `Bearer ${tokenOf(call)}`],
    ['Content-Type', 'application/json'],
    ...headersOf(call),
  ];
  const body = JSON.stringify({ model: call.model, messages: [{ role: 'user', content: question }] });
  return [
    `curl ${inShell(`${call.publicUrl}/v1/chat/completions`)}`,
    ...headers.map(([name, value]) => `  -H ${inShell(`${name}: ${value}`)}`),
    `  -d ${inShell(body)}`,
  ].join(' \\\n');
}

function toPython(call: SampleCall): string {
  const headers = headersOf(call).map(([name, value]) => `        ${quote(name)}: ${quote(value)},\n`);
  return `from openai import OpenAI

client = OpenAI(
    base_url=${quote(`${call.publicUrl}/v1`)},
    api_key=${quote(tokenOf(call))},
${headers.length === 0 ? '' : `    default_headers={\n${headers.join('')}    },\n`})
answer = client.chat.completions.create(
    model=${quote(call.model)},
    messages=[{"role": "user", "content": ${quote(question)}}],
)
print(answer.choices[0].message.content)`;
}

function toTypeScript(call: SampleCall): string {
  const headers = headersOf(call).map(([name, value]) => `    ${quote(name)}: ${quote(value)},\n`);
  return `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: ${quote(`${call.publicUrl}/v1`)},
  apiKey: ${quote(tokenOf(call))},
${headers.length === 0 ? '' : `  defaultHeaders: {\n${headers.join('')}  },\n`}});
const answer = await client.chat.completions.create({
  model: ${quote(call.model)},
  messages: [{ role: "user", content: ${quote(question)} }],
});
console.log(answer.choices[0].message.content);`;
}

export const sampleCalls = { curl: toCurl, python: toPython, typescript: toTypeScript };
