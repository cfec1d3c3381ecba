import type { Socket } from 'node:net';
import { limits } from '../kernel/limits.ts';
import { operatorPolicy } from './egress-policy.ts';
import { createGuardedConnector, resolveBySystem } from './guarded-connector.ts';

/** A bare connection to the operator’s mail server; whoever speaks SMTP on it raises TLS. */
export function openMailSocket(host: string, port: number): Promise<Socket> {
  const connect = createGuardedConnector({
    policy: operatorPolicy,
    resolve: resolveBySystem,
    connectMs: limits.egress.connectMs,
  });
  return new Promise((resolve, reject) => {
    connect({ hostname: host, host, protocol: 'http:', port: String(port) }, (error, socket) => {
      if (error) reject(error);
      else resolve(socket as Socket);
    });
  });
}
