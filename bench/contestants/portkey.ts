import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../testkit/postgres.ts';
import { start } from '../processes.ts';
import type { Dialect, Pacing } from '../rows/row.ts';
import { type Contestant, modelNames, providerKey, type Way } from './contestant.ts';

const place = join(import.meta.dirname, '..', 'peers', 'portkey');
const program = join(place, 'node_modules', '@portkey-ai', 'gateway', 'build', 'start-server.js');
const installWithinMs = 180_000;

/** The best-known gateway in this language, as it comes from npm. */
export async function startPortkey(upstream: string, folder: string): Promise<Contestant> {
  install();
  const port = await freePort();
  const server = await start({
    command: process.execPath,
    args: [program, '--headless', `--port=${port}`],
    env: { NODE_ENV: 'production', TRUSTED_CUSTOM_HOSTS: '127.0.0.1' },
    log: join(folder, 'portkey.log'),
    onGatewayCore: true,
    isReady: (output) => output.includes('Ready for connections'),
  });
  return {
    id: 'portkey',
    name: `Portkey gateway ${portkeyVersion()}`,
    pid: server.pid,
    origin: `http://127.0.0.1:${port}`,
    translates: true,
    wayTo: (dialect, pacing) => wayTo(upstream, dialect, pacing),
    stop: server.stop,
  };
}

export function portkeyVersion(): string {
  const manifest = readFileSync(join(place, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { dependencies: Record<string, string> }).dependencies[
    '@portkey-ai/gateway'
  ] as string;
}

/** By the rules of the repository’s own `.npmrc`, which npm does not read from below. */
function install(): void {
  if (existsSync(program)) return;
  const rules = readFileSync(join(import.meta.dirname, '..', '..', '.npmrc'), 'utf8')
    .trim()
    .split('\n');
  execFileSync(
    'npm',
    ['ci', '--prefer-offline', '--no-audit', '--no-fund', ...rules.map((rule) => `--${rule}`)],
    {
      cwd: place,
      timeout: installWithinMs,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}

function wayTo(upstream: string, dialect: Dialect, pacing: Pacing): Way | undefined {
  const base = `${upstream}/${pacing}`;
  const at = { path: '/v1/chat/completions', model: modelNames[dialect] };
  const headersFor = (provider: string, host: string) => ({
    'x-portkey-provider': provider,
    'x-portkey-custom-host': host,
  });
  const authorization = `Bearer ${providerKey}`;
  switch (dialect) {
    case 'openai':
    case 'anthropic':
      return { ...at, headers: { ...headersFor(dialect, `${base}/v1`), authorization } };
    case 'bedrock':
      return {
        ...at,
        headers: {
          ...headersFor('bedrock', base),
          'x-portkey-aws-access-key-id': 'AKIDEXAMPLE00000000',
          'x-portkey-aws-secret-access-key': providerKey,
          'x-portkey-aws-region': 'eu-central-1',
        },
      };
  }
}
