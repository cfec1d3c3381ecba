import type { Maker } from './maker.ts';

/** What an id in a request names: the crawl puts another tenant's there, and one that nothing has. */
export type Kind =
  | 'tenant'
  | 'token'
  | 'agent'
  | 'person'
  | 'feature'
  | 'key_version'
  | 'credential'
  | 'model_config'
  | 'egress_rule'
  | 'conversation'
  | 'message'
  | 'stop'
  | 'webhook'
  | 'delivery'
  | 'notification'
  | 'queued_call'
  | 'call'
  | 'budget'
  | 'export'
  | 'deposit'
  | 'service_request'
  | 'support_window';

export interface Request {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
}

export interface Sample {
  /** A request that succeeds for whoever may make it, with things made anew where it uses them up. */
  request: (make: Maker, tenant: string) => Promise<Request> | Request;
  /** Which parameters and fields of the body name something. */
  names?: Record<string, Kind>;
  /** Where success looks otherwise than the first status that the route declares. */
  status?: number;
  /** A signed-in caller is none any more afterwards. */
  endsSession?: boolean;
}
