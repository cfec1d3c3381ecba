import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Caller, Place } from '../control/authentication/caller.ts';
import type { Permission } from '../control/permissions.ts';
import type { Act } from '../control/ports.ts';
import type { Services } from './services.ts';

/** Who may call a route: everyone with a permission of the table, or anyone at all, with the reason why. */
export type Access = { permission: Permission } | { anyone: string };

/**
 * Where a route acts.
 * `nowhere`: on the platform itself. `tenant_in_path`: on the tenant that the path names.
 * `environment`: in the caller's own, or the one that an operator names. `tenant`: the same, but an operator need
 * not name an environment. `environment_if_named`: operators may also look from above; `tenant_if_named`: the same,
 * and need not name an environment either.
 */
export type ActsOn =
  | 'nowhere'
  | 'tenant_in_path'
  | 'tenant'
  | 'tenant_if_named'
  | 'environment'
  | 'environment_if_named';

export interface Call<Body = unknown, Params = unknown, Query = unknown> {
  services: Services;
  request: FastifyRequest;
  reply: FastifyReply;
  body: Body;
  params: Params;
  query: Query;
  /** Set once the access rule let the call through; absent only where anyone may call. */
  caller: Caller | undefined;
  act: Act | undefined;
  tenantId: string | undefined;
  place: Place | undefined;
}

export interface Answer {
  status: number;
  body?: unknown;
  /** The handler has answered by itself, event by event. */
  sent?: true;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  access: Access;
  actsOn: ActsOn;
  tag: string;
  summary: string;
  body?: TSchema;
  params?: TSchema;
  query?: TSchema;
  /** By status; a 204 has no schema. */
  answers: Record<number, TSchema | null>;
  /** Of success, where it is not JSON. */
  answersWith?: 'text/csv';
  attemptsPerMinute?: number;
  hidden?: boolean;
  handle(call: Call): Promise<Answer>;
}

/** Ties the schemas to the types that the handler sees. */
export function defineRoute<
  B extends TSchema = TSchema,
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
>(
  route: Omit<Route, 'handle' | 'body' | 'params' | 'query'> & {
    body?: B;
    params?: P;
    query?: Q;
    handle(call: Call<Static<B>, Static<P>, Static<Q>>): Promise<Answer>;
  },
): Route {
  return route as Route;
}

/** For handlers behind a permission: the access rule has put these there. */
export function callerOf(call: Pick<Call, 'caller' | 'act'>): { caller: Caller; act: Act } {
  const { caller, act } = call;
  if (!caller || !act) throw new Error('This route is open to anyone and has no caller');
  return { caller, act };
}

export function placeOf(call: Pick<Call, 'place'>): Place {
  if (!call.place) throw new Error('This route does not act in an environment');
  return call.place;
}
