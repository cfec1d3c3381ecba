import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Authenticator } from '../control/authentication/authenticator.ts';
import { resolvePlace } from '../control/authentication/place.ts';
import { createDoor } from '../gateway/door.ts';
import type { Identify } from '../gateway/ports.ts';
import { routes } from '../http/routes/index.ts';
import { createHttpServer } from '../http/server.ts';
import type { Services } from '../http/services.ts';
import type { Secret } from '../kernel/secret.ts';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';
import { listenOnControlSocket } from './control-socket.ts';

interface DoorParts {
  services: Services;
  identify: Identify;
  listen: { host: string; port: number };
  /** Absent where another process of this machine serves the command line already. */
  control?: { dataDirectory: string; token: Secret };
}

export interface Doors {
  url: string;
  /** True when every running call ended by itself within the time. */
  close(withinMs: number): Promise<boolean>;
}

export async function openDoors({ services, identify, listen, control }: DoorParts): Promise<Doors> {
  const { clock, telemetry } = services;
  const door = createDoor({ identify, clock, telemetry });
  const app = await createHttpServer({ services, routes, door });
  await app.listen(listen);
  const socket =
    control &&
    (await listenOnControlSocket(control.dataDirectory, control.token, app.routing as RequestListener));
  return {
    url: urlOf(app),
    close: async (withinMs) => {
      socket?.close();
      return drain(app, withinMs);
    },
  };
}

/** The gateway's view of who calls. Tokens are decided in memory; nothing here waits for the database. */
export function identifyFor(authenticator: Authenticator, keeper: SnapshotKeeper): Identify {
  return async (headers) => {
    const caller = await authenticator.forInference(headers);
    const place = resolvePlace(caller, headers, keeper.snapshot);
    return { actor: caller.actor, ...place };
  };
}

const idleSweepEveryMs = 50;

async function drain(app: FastifyInstance, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs);
  });
  const server = app.server as Server;
  const closing = app.close().then(() => true as const);
  // Closing ends the connections that are idle now; one whose call ends later would be kept alive past the deadline.
  const sweep = setInterval(() => server.closeIdleConnections(), idleSweepEveryMs);
  const drained = await Promise.race([closing, late]);
  clearTimeout(timer);
  clearInterval(sweep);
  if (!drained) server.closeAllConnections();
  await closing;
  return drained;
}

function urlOf(app: FastifyInstance): string {
  const { address, port, family } = app.server.address() as AddressInfo;
  // A wildcard is no address that a browser can open.
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '[::1]' : address;
  return `http://${family === 'IPv6' && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
}
