import { join } from 'node:path';
import { startServer } from '../processes.ts';
import { type Contestant, modelNames, providerKey, upstreamPath } from './contestant.ts';

export async function startFloor(upstream: string, folder: string): Promise<Contestant> {
  const server = await startServer('contestants/floor-server.ts', {
    args: [upstream],
    log: join(folder, 'floor.log'),
    onGatewayCore: true,
  });
  return {
    id: 'floor',
    name: 'floor: node:http + undici, no logic',
    pid: server.pid,
    origin: `http://127.0.0.1:${server.port}`,
    translates: false,
    wayTo: (dialect, pacing) => ({
      path: upstreamPath(dialect, pacing),
      headers: { authorization: `Bearer ${providerKey}` },
      model: modelNames[dialect],
    }),
    stop: server.stop,
  };
}
