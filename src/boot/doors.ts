import type { RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createDoor } from '../gateway/door.ts';
import type { GatewayParts } from '../gateway/parts.ts';
import { routes } from '../http/routes/index.ts';
import { createHttpServer } from '../http/server.ts';
import type { Services } from '../http/services.ts';
import type { Secret } from '../kernel/secret.ts';
import { listenOnControlSocket } from './control-socket.ts';

interface DoorParts {
  services: Services;
  gateway: GatewayParts;
  listen: { host: string; port: number };
  trustedProxies: readonly string[];
  /** Absent where another process of this machine serves the command line already. */
  control?: { dataDirectory: string; token: Secret };
}

export interface Doors {
  url: string;
  /** True when every running call ended by itself within the time. */
  close(withinMs: number): Promise<boolean>;
}

export async function openDoors({
  services,
  gateway,
  listen,
  trustedProxies,
  control,
}: DoorParts): Promise<Doors> {
  const door = createDoor(gateway);
  const app = await createHttpServer({ services, routes, door, trustedProxies });
  const sockets = trackSockets(app.server as Server);
  await app.listen(listen);
  const socket =
    control &&
    (await listenOnControlSocket(control.dataDirectory, control.token, app.routing as RequestListener));
  return {
    url: urlOf(app),
    close: async (withinMs) => {
      socket?.close();
      return drain(app, sockets, withinMs);
    },
  };
}

const idleSweepEveryMs = 50;

function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

async function drain(app: FastifyInstance, sockets: ReadonlySet<Socket>, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs);
  });
  const server = app.server as Server;
  const closing = app.close().then(() => true as const);
  // Closing ends the connections that are idle now; one whose call ends later would be kept alive past the deadline.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
    // Clients connect in advance. To Node a connection without a first request is not idle.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  }, idleSweepEveryMs);
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
