/**
 * Keys that no provider gave out, made when the tests run: as text in a file they would be what scanners look for.
 * The same numbers each time, so that a test fails twice or never.
 */
const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const alphabets = {
  base62: digits + upper + lower,
  base64: `${upper}${lower}${digits}+/`,
  base64url: `${upper}${lower}${digits}-_`,
  hex: '0123456789abcdef',
  letters: upper + lower,
  upper: upper + digits,
  lower: lower + digits,
  digits,
};

let state = 20_261_121;

function nextNumber(below: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

export function chance(alphabet: keyof typeof alphabets, length: number): string {
  const letters = alphabets[alphabet];
  return Array.from({ length }, () => letters.charAt(nextNumber(letters.length))).join('');
}

const join = (...parts: string[]) => parts.join('');

/** Each of its own shape, a new one at each call. */
export const fakeKeys = {
  openai: () => join('sk', '-proj-', chance('base64url', 74), 'T3Blbk', 'FJ', chance('base64url', 74)),
  openaiOld: () => join('sk', '-', chance('base62', 48)),
  openaiService: () => join('sk', '-svcacct-', chance('base64url', 120)),
  openaiAdmin: () => join('sk', '-admin-', chance('base64url', 100)),
  anthropic: () => join('sk', '-ant-', 'api03-', chance('base64url', 93), 'AA'),
  openrouter: () => join('sk', '-or-', 'v1-', chance('hex', 64)),
  deepseek: () => join('sk', '-', chance('hex', 32)),
  google: () => join('AI', 'za', 'Sy', chance('base64url', 33)),
  googleNew: () => join('AQ', '.', 'Ab8', chance('base64url', 48)),
  googleOauth: () => join('ya', '29', '.', chance('base64url', 120)),
  googleClient: () => join('GOC', 'SPX-', chance('base64url', 28)),
  awsId: () => join('AK', 'IA', chance('upper', 16)),
  awsTemporaryId: () => join('AS', 'IA', chance('upper', 16)),
  awsSecret: () => chance('base64', 40),
  awsSession: () => join('IQo', 'Jb3Jp', 'Z2lu', chance('base64', 300)),
  bedrock: () => join('AB', 'SK', chance('base64', 128)),
  azureOld: () => chance('hex', 32),
  azureNew: () =>
    join(chance('base62', 52), 'JQQ', 'J99', chance('upper', 16), 'AC', 'OG', chance('base62', 6)),
  azureClient: () => join(chance('base62', 3), '8Q~', chance('base62', 34)),
  groq: () => join('gs', 'k_', chance('base62', 52)),
  xai: () => join('xa', 'i-', chance('base62', 80)),
  cerebras: () => join('cs', 'k-', chance('lower', 48)),
  fireworks: () => join('f', 'w_', chance('base62', 24)),
  together: () => join('tg', 'p_v1_', chance('base64url', 43)),
  perplexity: () => join('pp', 'lx-', chance('base62', 48)),
  huggingFace: () => join('h', 'f_', chance('letters', 34)),
  mistral: () => chance('base62', 32),
  nvidia: () => join('nv', 'api-', chance('base64url', 64)),
  replicate: () => join('r', '8_', chance('base62', 37)),
  databricks: () => join('da', 'pi', chance('hex', 32)),
  github: () => join('gh', 'p_', chance('base62', 36)),
  githubFine: () => join('github', '_pat_', chance('base62', 22), '_', chance('base62', 59)),
  gitlab: () => join('gl', 'pat-', chance('base64url', 20)),
  slack: () => join('xo', 'xb-', chance('digits', 12), '-', chance('digits', 12), '-', chance('base62', 24)),
  stripe: () => join('sk', '_live_', chance('base62', 24)),
  webhook: () => join('wh', 'sec_', chance('base64', 32)),
  npm: () => join('np', 'm_', chance('base62', 36)),
  plugboard: () => join('p', 'b_', chance('base62', 12), '_', chance('base62', 49)),
  hex: () => chance('hex', 64),
  opaque: () => chance('base62', 40),
  short: () => join(chance('letters', 4), chance('digits', 3), chance('letters', 5), chance('digits', 2)),
  password: () => join('Tr', 'ou', chance('digits', 2), '&', chance('letters', 4), '!', chance('digits', 1)),
  uuid: () => [8, 4, 4, 4, 12].map((length) => chance('hex', length)).join('-'),
  jwt: () =>
    [
      encode({ alg: 'RS256', typ: 'JWT', kid: chance('hex', 8) }),
      encode({ sub: chance('hex', 12), exp: 1_900_000_000 }),
      chance('base64url', 86),
    ].join('.'),
  privateKey: (kind = 'PRIVATE KEY') =>
    [
      join('-----', 'BEGIN ', kind, '-----'),
      join('MII', 'EvQIBADANBgkq', chance('base64', 48)),
      ...Array.from({ length: 8 }, () => chance('base64', 64)),
      join('-----', 'END ', kind, '-----'),
    ].join('\n'),
};

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
