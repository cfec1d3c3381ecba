import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nginxConfig } from '../../testkit/nginx.ts';
import { freePort } from '../../testkit/postgres.ts';
import { findProgram } from '../load/wrk.ts';
import { start } from '../processes.ts';
import { type Contestant, modelNames, providerKey, upstreamPath } from './contestant.ts';

/** What the machine can do at all: a proxy in C, where it is installed. */
export async function startNginx(upstream: string, folder: string): Promise<Contestant | undefined> {
  const program = findProgram('nginx');
  if (program === undefined) return undefined;
  const port = await freePort();
  const place = join(folder, 'nginx');
  mkdirSync(place, { recursive: true });
  const config = join(place, 'nginx.conf');
  const setting = nginxConfig({
    folder: place,
    port,
    server: new URL(upstream).host,
    keptConnections: 256,
    main: 'worker_rlimit_nofile 20000;',
    events: 'worker_connections 16384;',
    http: 'access_log off; client_max_body_size 64m; client_body_buffer_size 1m; keepalive_requests 1000000;',
    proxy: 'proxy_buffering off;',
  });
  writeFileSync(config, setting);
  const server = await start({
    command: program,
    args: ['-p', place, '-e', join(place, 'error.log'), '-c', config],
    log: join(folder, 'nginx.log'),
    onGatewayCore: true,
    isReady: () => true,
  });
  return {
    id: 'nginx',
    name: 'nginx: the machine’s limit',
    pid: server.pid,
    origin: `http://127.0.0.1:${port}`,
    translates: false,
    wayTo: (dialect, pacing) => ({
      path: upstreamPath(dialect, pacing),
      headers: { authorization: `Bearer ${providerKey}` },
      model: modelNames[dialect],
    }),
    stop: server.stop,
  };
}
