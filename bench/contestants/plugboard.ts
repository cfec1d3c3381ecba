import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Api, createApi } from '../../testkit/api.ts';
import { type Started, start } from '../processes.ts';
import type { Dialect, Pacing } from '../rows/row.ts';
import { type Contestant, modelNames, providerKey } from './contestant.ts';

/** Random enough to be taken for a key, and the same in each run. */
export const masterKey = Buffer.from(
  Array.from({ length: 32 }, (_, index) => (index * 97 + 53) % 251),
).toString('base64');
const operatorToken = 'operator-token-of-the-measurements-0123456789';

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
const environment = 'dev';
const pacings: readonly Pacing[] = ['burst', 'paced', 'held'];

export interface PlugboardOptions {
  id: 'plugboard' | 'plugboard-pglite';
  folder: string;
  /** Left out: PGlite, in the data directory. */
  databaseUrl?: string;
  /** To start again on what an earlier one left. */
  dataDirectory?: string;
  /** Where a profile of its CPU goes when it ends. */
  profileFolder?: string;
}

export interface PlugboardProcess extends Started {
  origin: string;
  operator: Api;
  dataDirectory: string;
}

/** The program as its users run it: one worker, everything on. */
export async function startPlugboard(options: PlugboardOptions): Promise<PlugboardProcess> {
  const { id, folder, databaseUrl, profileFolder } = options;
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(folder, `${id}-`));
  const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const started = await start({
    command: process.execPath,
    args: [...profiling, main, 'serve'],
    env: {
      PLUGBOARD_DATA_DIR: dataDirectory,
      PLUGBOARD_PORT: '0',
      PLUGBOARD_WORKERS: '1',
      PLUGBOARD_MASTER_KEY: masterKey,
      PLUGBOARD_OPERATOR_TOKEN: operatorToken,
      PLUGBOARD_EGRESS_ALLOW: '127.0.0.1',
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    },
    log: join(folder, `${id}-${readdirSync(folder).length}.log`),
    onGatewayCore: true,
    isReady: (output) => output.includes('"event":"started"'),
  });
  const line =
    started
      .output()
      .split('\n')
      .find((text) => text.includes('"event":"started"')) ?? '';
  const { url } = JSON.parse(line) as { url: string };
  return { ...started, origin: url, operator: createApi(url, operatorToken), dataDirectory };
}

/** As a contestant, with a tenant whose token it is called by. */
export function toContestant(
  id: PlugboardOptions['id'],
  name: string,
  server: PlugboardProcess,
  token: string,
): Contestant {
  return {
    id,
    name,
    pid: server.pid,
    origin: server.origin,
    translates: true,
    wayTo: (dialect, pacing) => ({
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${token}` },
      model: configName(dialect, pacing),
    }),
    stop: server.stop,
  };
}

export const configName = (dialect: Dialect, pacing: Pacing) => `${dialect}-${pacing}`;

/** A tenant as its administrators would make it, by the control API: an account and a model for each way to answer. */
export async function makeTenant(
  { operator }: Pick<PlugboardProcess, 'operator'>,
  upstream: string,
  id: string,
  dialects: readonly Dialect[],
): Promise<string> {
  await made(operator, 'PUT', `/tenants/${id}`, { name: id, plan: 'enterprise' });
  const tenant = operator.in(id, environment);
  for (const dialect of dialects) {
    for (const pacing of pacings) {
      const name = configName(dialect, pacing);
      const credential = await made(tenant, 'POST', '/llm_credentials', {
        name,
        ...credentialFields(dialect, `${upstream}/${pacing}`),
      });
      await made(tenant, 'POST', '/config/llm', {
        name,
        provider: dialect,
        llm_credentials_id: credential['id'],
        model_name: modelNames[dialect],
      });
    }
  }
  const { token } = await made(operator, 'POST', `/tenants/${id}/tokens`, {
    name: 'measurements',
    role: 'user',
    environment,
  });
  return String(token);
}

function credentialFields(dialect: Dialect, base: string): Record<string, string> {
  switch (dialect) {
    case 'openai':
      return { creds_type: 'API_KEY', provider: 'openai', base_url: `${base}/v1`, api_key: providerKey };
    case 'anthropic':
      return { creds_type: 'API_KEY', provider: 'anthropic', base_url: base, api_key: providerKey };
    case 'bedrock':
      return {
        creds_type: 'AWS',
        provider: 'bedrock',
        base_url: base,
        aws_access_key_id: 'AKIDEXAMPLE000000000',
        aws_secret_access_key: providerKey,
        aws_region: 'eu-central-1',
      };
  }
}

async function made(as: Api, method: string, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await as.call(method, path, body);
  if (answer.status !== 200 && answer.status !== 201) {
    throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  }
  return answer.body;
}
