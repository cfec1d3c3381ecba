import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './repository-files.ts';

/** JSON Schemas of providers’ chat requests, made from the types of their own packages: `node tools/request-schemas.ts`. */
export const schemaSources = {
  'anthropic-messages': { type: 'AnthropicMessages', package: '@anthropic-ai/sdk' },
  'bedrock-converse': { type: 'BedrockConverse', package: '@aws-sdk/client-bedrock-runtime' },
  'gemini-generate-content': { type: 'GeminiGenerateContent', package: '@google/genai' },
  'ollama-chat': { type: 'OllamaChat', package: 'ollama' },
  'openai-chat': { type: 'OpenaiChat', package: 'openai' },
  'openai-responses': { type: 'OpenaiResponses', package: 'openai' },
} as const;

type Schema = Record<string, unknown>;

export function schemaFile(name: string): string {
  return path.join(repositoryRoot, 'testkit/schemas', `${name}.json`);
}

/** The package and the version that is installed. */
export function sourceOf(name: keyof typeof schemaSources): string {
  const { package: from } = schemaSources[name];
  const manifest = path.join(repositoryRoot, 'node_modules', from, 'package.json');
  return `${from}@${(JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version}`;
}

async function writeSchemas(): Promise<void> {
  const { createGenerator } = await import('ts-json-schema-generator');
  for (const [name, { type }] of Object.entries(schemaSources)) {
    const generator = createGenerator({
      path: path.join(repositoryRoot, 'tools/request-schema-types.ts'),
      tsconfig: path.join(repositoryRoot, 'tsconfig.json'),
      type,
      skipTypeCheck: true,
      jsDoc: 'none',
      expose: 'all',
      additionalProperties: false,
    });
    const { definitions = {}, ...root } = generator.createSchema(type) as Schema & { definitions?: Schema };
    const $comment = `Made by tools/request-schemas.ts from ${sourceOf(name as keyof typeof schemaSources)}`;
    const text = toText({ $comment, ...root }, definitions);
    writeFileSync(schemaFile(name), withStableNames(text));
  }
}

/** One line for each definition, so that an update reads as what has changed. */
function toText(root: Schema, definitions: Schema): string {
  const head = Object.entries(root).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  const lines = Object.entries(definitions)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(asSent(key, value as Schema))}`);
  return `{\n${head.join(',\n')},\n  "definitions": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** Where what is sent differs from what the package takes. */
function asSent(name: string, schema: Schema): Schema {
  // Bytes are base64 in JSON.
  if (name === 'Uint8Array') return { type: 'string', contentEncoding: 'base64' };
  // Google’s own examples write the types of schemas in small letters as well.
  if (name === 'Type' && Array.isArray(schema['enum'])) {
    const types = schema['enum'].map(String);
    return { ...schema, enum: [...types, ...types.map((one) => one.toLowerCase())] };
  }
  // A place for members that the package does not know yet, which nobody may send.
  if (name.endsWith('$UnknownMember')) return { not: {} };
  return withCounts(schema);
}

/** Google’s 64-bit counts are texts in its types; the API takes numbers too. */
function withCounts(schema: Schema): Schema {
  const { properties } = schema;
  if (typeof properties !== 'object' || !Object.hasOwn(properties ?? {}, 'propertyOrdering')) return schema;
  const counts = /^(min|max)(Items|Length|Properties)$/;
  const fitted = Object.entries(properties as Schema).map(([key, value]) =>
    counts.test(key) ? [key, { type: ['string', 'number'] }] : [key, value],
  );
  return { ...schema, properties: Object.fromEntries(fitted) };
}

/** Types without a name are called by where they stand in the file, which is different on each machine. */
function withStableNames(text: string): string {
  const numbers = new Map<string, number>();
  return text.replace(/(?:interface|structure|alias|object)(?:-\d+){3,}/g, (name) => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return `unnamed-${numbers.get(name)}`;
  });
}

if (process.argv[1] === import.meta.filename) await writeSchemas();
