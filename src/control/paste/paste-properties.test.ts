import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { pastedCharactersMax, pastedDraft } from '../../contract/paste.ts';
import { parsePasted } from './parse-pasted.ts';

const fits = new Ajv({ strict: false, formats: { 'date-time': true } }).compile(pastedDraft);

/** What people read. The credential itself holds the secrets: that is what it is for. */
function saidOf(text: string): string {
  const draft = parsePasted(text);
  assert.ok(fits(draft), JSON.stringify(fits.errors));
  if (!draft.recognised) return JSON.stringify(draft);
  return JSON.stringify([draft.read, draft.missing, draft.notes, draft.credential.name]);
}

const pieces = [
  ...[
    'curl ',
    'https://',
    'api.openai.com',
    '/v1/models',
    '.openai.azure.com/openai/deployments/',
    ' -H ',
    "'",
    '"',
  ],
  ...[
    '\\\n',
    '^\n',
    '^"',
    '\n',
    '$(',
    '$OPENAI_API_KEY',
    '$A',
    '#',
    '{',
    '}',
    '[default]\n',
    '[',
    ']',
    '=',
    ': ',
  ],
  ...[
    'export ',
    'OPENAI_API_KEY=',
    'AZURE_OPENAI_ENDPOINT=',
    'AWS_SECRET_ACCESS_KEY=',
    'GOOGLE_CREDENTIALS=',
    '-u ',
  ],
  ...[
    '"type":"service_account"',
    '"private_key":"',
    'Authorization: Bearer ',
    '?key=',
    '%',
    '%zz',
    '@',
    ':',
    ' --data ',
  ],
  ...[
    '--aws-sigv4 ',
    '"creds_type":"AWS",',
    '__proto__',
    '\u0000',
    '\u200b',
    '“',
    'A=$A$A',
    '&',
    ';',
    '-----BEGIN ',
  ],
];
const messy = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 12 })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

test('no text makes it throw, and every answer is as the contract says', () => {
  fc.assert(
    fc.property(fc.oneof(messy, fc.string({ unit: 'binary' }), fc.json()), (text) => {
      saidOf(text);
    }),
    { numRuns: 3_000 },
  );
});

/** Secrets of every look: nothing about their shape may be what keeps them out. */
const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'.split('');
const secret = fc
  .tuple(
    fc.constantFrom(
      '',
      'sk-',
      'sk-proj-',
      'sk-ant-api03-',
      'AIza',
      'gsk_',
      'eyJ',
      'ya29.',
      'ABSK',
      'sk-admin-',
    ),
    fc.string({ unit: fc.constantFrom(...letters), minLength: 12, maxLength: 60 }),
  )
  .map(([prefix, rest]) => `${prefix}${rest}7Q`);

const places: ((secret: string) => string)[] = [
  (s) => s,
  (s) => `"${s}"`,
  (s) => `API key: ${s}`,
  (s) => `https://llm.corp.example/v1 ${s}`,
  (s) => `https://me:${s}@llm.corp.example/v1`,
  (s) => `https://generativelanguage.googleapis.com/v1beta/models/m:generateContent?key=${s}`,
  (s) => `https://llm.corp.example/v1/models?secret=${s}`,
  (s) => `curl https://api.openai.com/v1/models -H "Authorization: Bearer ${s}"`,
  (s) => `curl https://api.openai.com/v1/models -H "Authorization: ${s}"`,
  (s) =>
    `curl https://llm.corp.example/v1/models -H "X-Own: ${s}" -H "api-key: k-1234567890" -H "Cookie: ${s}"`,
  (s) => `curl https://llm.corp.example/v1/models -H "${s}: v" -H "Authorization: Bearer ${s}"`,
  (s) => `curl https://acme.openai.azure.com/openai/deployments/${s}/chat/completions -H "api-key: ${s}"`,
  (s) => `curl https://api.openai.com/v1/models -H "x-api-key: ${s}" -d '{"model":"${s}"}'`,
  (s) => `curl -u bob:${s} https://llm.corp.example/v1/models`,
  (s) =>
    `curl --aws-sigv4 aws:amz:us-east-1:bedrock -u AKIAQ2W3E4R5T6Y7U8I9:${s} https://bedrock-runtime.us-east-1.amazonaws.com/`,
  (s) =>
    `curl https://sso.corp.example/token -d grant_type=client_credentials -d client_id=x -d client_secret=${s}`,
  (s) => `export K=${s}\ncurl https://api.openai.com/v1/models -H "Authorization: Bearer $K"`,
  (s) => `OPENAI_API_KEY=${s}\nANTHROPIC_API_KEY=${s}x\nOPENAI_MODEL=${s}\nOPENAI_ORG_ID=${s}`,
  (s) => `AZURE_CLIENT_SECRET='${s}'\nAZURE_TENANT_ID=${s}\nAZURE_OPENAI_DEPLOYMENT=${s}`,
  (s) => `AWS_ACCESS_KEY_ID=AKIAQ2W3E4R5T6Y7U8I9\nAWS_SECRET_ACCESS_KEY=${s}\nAWS_REGION=${s}`,
  (s) => `GOOGLE_CREDENTIALS=${s}\nGOOGLE_CLOUD_PROJECT=${s}`,
  (s) => `MY_${s}=${s}\nGROQ_API_KEY=${s}`,
  (s) =>
    `[default]\naws_access_key_id=AKIAQ2W3E4R5T6Y7U8I9\naws_secret_access_key=${s}\n[${s}]\naws_session_token=${s}`,
  (s) => `Access key ID,Secret access key\nAKIAQ2W3E4R5T6Y7U8I9,${s}`,
  (s) =>
    JSON.stringify({
      name: s,
      creds_type: 'API_KEY',
      api_key: s,
      base_url: 'https://x.example',
      headers: { 'X-A': s },
    }),
  (s) =>
    JSON.stringify({
      type: 'service_account',
      project_id: s,
      client_email: s,
      private_key: `PRIVATE KEY ${s}`,
    }),
  (s) => JSON.stringify({ Credentials: { AccessKeyId: 'AKIAQ2W3E4R5T6Y7U8I9', SecretAccessKey: s } }),
];

test('no secret’s text is in anything that is said about it', () => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...places), (text, place) => {
      const said = saidOf(place(text));
      assert.ok(!said.includes(text), said);
    }),
    { numRuns: 4_000 },
  );
});

test('two things pasted together keep their secrets as well', () => {
  fc.assert(
    fc.property(
      secret,
      secret,
      fc.constantFrom(...places),
      fc.constantFrom(...places),
      (one, two, first, second) => {
        const said = saidOf(`${first(one)}\n${second(two)}`);
        assert.ok(!said.includes(one) && !said.includes(two), said);
      },
    ),
    { numRuns: 4_000 },
  );
});

/** Twice the text must not take much more than twice the time; the smallest of several runs is compared. */
test('hostile text of the greatest length is read in linear time', () => {
  const seeds = [
    ...[
      'curl ',
      "curl '",
      'curl https://a.b -H ',
      '\\ ',
      '\\\n',
      '"',
      "'",
      '$A',
      '$(',
      '{',
      '{"',
      '[',
      '[a]\n',
      'A="\n',
    ],
    ...[
      "A='{\n",
      'OPENAI_API_KEY=a ',
      'OPENAI_API_KEY="',
      'https://a.b ',
      'https://',
      'sk-proj-aaaaaaaaaaaaaaaa ',
      ' ',
    ],
    ...[
      '\n',
      '\n ',
      '^"',
      '`',
      '` ',
      '-',
      '----BEGIN ',
      '%25',
      '\\"',
      'a.',
      'a:',
      '"model" ',
      ': ',
      'AKIA',
      '-H a:b ',
    ],
    ...[
      'OPENAI_API_KEY=sk-aaaaaaaaaaaaaaaaaaaaaa1\n',
      'curl https://a.b -H "b: c"\n',
      '&',
      '/',
      '#',
      '\t',
      'export ',
    ],
  ];
  for (const seed of seeds) {
    for (const prefix of [
      '',
      'curl https://a.example/v1 ',
      `A=${'x'.repeat(1_000)}\ncurl https://a.example `,
    ]) {
      const text = (prefix + seed.repeat(pastedCharactersMax)).slice(0, pastedCharactersMax);
      const startedMs = performance.now();
      parsePasted(text);
      const tookMs = performance.now() - startedMs;
      assert.ok(
        tookMs < 1_500,
        `${JSON.stringify(prefix.slice(0, 20) + seed)} took ${Math.round(tookMs)} ms`,
      );
    }
  }
});
