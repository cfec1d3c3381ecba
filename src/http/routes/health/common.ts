import type { FastifyRequest } from 'fastify';
import { PlugboardError } from '../../../kernel/errors.ts';
import type { Call } from '../../route.ts';
import type { Services } from '../../services.ts';

export const common = { actsOn: 'nowhere', tag: 'Health', method: 'GET', hidden: true } as const;

export async function maySeeInside({
  services,
  request,
}: Pick<Call, 'services' | 'request'>): Promise<boolean> {
  return isLocal(request) || isOperator(services, request);
}

/** A proxy on this machine connects from loopback for the whole world; it says so in a header. */
export function isLocal({ headers, socket }: FastifyRequest): boolean {
  const address = socket.remoteAddress ?? '';
  const loopback = address === '::1' || /^(?:::ffff:)?127\./.test(address);
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers);
  return loopback && !forwarded;
}

export async function isOperator(services: Services, request: FastifyRequest): Promise<boolean> {
  try {
    return (await services.authenticator.forControl(request.headers)).role === 'operator';
  } catch (error) {
    if (error instanceof PlugboardError) return false;
    throw error;
  }
}
