import type { providerNames } from '../contract/credentials.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import type { Framing } from '../kernel/framing.ts';
import type { Preset, Variant } from './catalogue.ts';
import type { ModelRule } from './model-rule.ts';
import type { ChatRequest, ChatResponse, StreamChunk, Usage } from './openai-shapes.ts';

/** What one provider is to the rest of the program. Everything here is pure: values in, plans and readings out. */

/** What callers write as `provider`. Gemini and Vertex AI share one name; the credential tells them apart. */
export type ProviderName = (typeof providerNames)[number];

/** What is not secret of a credential, by field name; the same names as in the API. */
export type Settings = Readonly<Record<string, string>>;
/** Secret values by field name. A header of the tenant's own is `headers.<Name>`; the client's key `client_key_pem`. */
export type Secrets = Readonly<Record<string, string>>;

/** A value that was pasted with something around it, and what it became. Never a secret's text. */
export interface Healing {
  field: string;
  what: string;
  /** Absent for secrets. */
  to?: string;
}

export interface Warning {
  field: string;
  detail: string;
}

export type DraftReading =
  | { ok: true; settings: Settings; secrets: Secrets; healed: Healing[]; warnings: Warning[] }
  | { ok: false; problems: FieldProblem[]; settings: Settings };

/** How a request proves who it comes from. Secrets are named here, never held. */
export type AuthScheme =
  | { kind: 'none' }
  | { kind: 'header'; header: string; prefix: string; secret: string }
  | {
      kind: 'oauth2';
      tokenUrl: string;
      clientId: string;
      /** The secret: a client secret, or a private key in PEM where `style` says so. */
      secret: string;
      style: 'basic' | 'post' | 'private_key_jwt';
      scope?: string;
      audience?: string;
      header: string;
      prefix: string;
    }
  | {
      kind: 'google_jwt';
      tokenUrl: string;
      scope: string;
      clientEmail: string;
      keyId: string;
      secret: string;
    }
  | {
      kind: 'aws_keys';
      service: string;
      region: string;
      accessKeyId: string;
      secret: string;
      sessionToken?: string;
    }
  | {
      kind: 'aws_role';
      service: string;
      region: string;
      roleArn: string;
      externalId: string;
      stsUrl: string;
    };

/** A request before it is authenticated. */
export interface RequestPlan {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
}

/** One provider account, as its settings describe it. */
export interface Connection {
  auth: AuthScheme;
  /** Where calls go; shown to people, and what the network rungs of a diagnosis look at. */
  baseUrl: string;
  /**
   * For each secret by name: every origin that may ever receive it, or a signature or token made from it by us.
   * The vault binds the sealed secret to exactly these.
   */
  origins: Readonly<Record<string, readonly string[]>>;
  /** Warnings that follow from the settings alone (an old api-version). */
  warnings: readonly Warning[];
}

export interface ListedModel {
  id: string;
  kind: 'chat' | 'embedding' | 'other' | 'unknown';
  name?: string;
  contextTokens?: number;
  /** The day on which it ends (2027-01-14), where the list announces it. */
  retiresOn?: string;
}

/** An answer that was read whole. */
export interface Answer {
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text where it is none. */
  body: unknown;
}

export const failureClasses = [
  'unreachable',
  'timeout',
  'overloaded',
  'upstream_bug',
  'rate_limited',
  'quota',
  'auth',
  'permission',
  'model_not_found',
  'bad_request',
  'context_length',
  'content_filter',
] as const;
export type FailureClass = (typeof failureClasses)[number];

export interface Failure {
  class: FailureClass;
  /** What the provider said, cut to a sensible length. Not yet scrubbed of secrets. */
  message: string;
  /** The provider's own code. */
  code?: string;
  /** The field that it complained about. */
  param?: string;
  retryAfterMs?: number;
}

/** How this provider lists models; null where it has no listing worth asking. */
export interface Listing {
  request(connection: Connection, settings: Settings, cursor: string | undefined): RequestPlan;
  read(answer: Answer): { models: ListedModel[]; next?: string };
  /** False where the listing is open to everyone, so that an answer proves nothing about the key. */
  provesKey: boolean;
  /** Free, and answered to good keys alone: for accounts whose listing is open to everyone though the kind's is not (OpenRouter). */
  keyCheck?(connection: Connection, settings: Settings): RequestPlan | undefined;
}

/** How one model is looked up without running it; absent where only a call tells. */
export interface ModelLookup {
  request(connection: Connection, settings: Settings, model: string): RequestPlan;
  /** The model's name comes along: not every answer repeats it. */
  read(answer: Answer, model: string): ListedModel;
}

/** One event of a stream after the framing was taken off. */
export interface WireEvent {
  /** SSE's `event:`, or the event-stream's `:event-type`; empty where there is none. */
  type: string;
  data: string;
}

/** What an answer of ours carries where the provider's own says nothing. Given from outside: nothing here has a clock. */
export interface WireContext {
  /** The model that was asked for. */
  model: string;
  id: string;
  createdSeconds: number;
}

/** What a dialect needs beside the call itself. */
export interface ChatExtras {
  /**
   * Told of each field that this wire has no form for, by its path (`logit_bias`, `messages[2].content[0]`). Throws
   * where the caller did not say that such fields may be dropped; returns where they may.
   */
  lose(param: string, why: string): void;
  /** Told of each field that was fitted to what the model takes, or left out because no answer depends on it. */
  adjust(param: string): void;
  /** The model behind a deployment’s name, where the tenant said it: rules of a family go by this one. */
  family?: string;
  /** The operator’s rules of what families take; tried before the built-in ones. */
  rules?: readonly ModelRule[];
}

/** How chat reads on this wire. Streams are decoded event by event: state in, chunks out. */
export interface ChatWire<State = unknown> {
  framing: Framing;
  /** Without `extras`, what cannot be expressed is refused: nothing is ever lost in silence. */
  request(
    connection: Connection,
    settings: Settings,
    model: string,
    chat: ChatRequest,
    extras?: ChatExtras,
  ): RequestPlan;
  /** Whether the provider fetches https images itself. Where it does not, they are fetched by us and come as data URLs. */
  takesImageUrls?(settings: Settings): boolean;
  /** An OpenAI-shaped wire whose answers may be relayed byte by byte, watched rather than rebuilt. */
  relaysBytes?: boolean;
  /** The bytes of an event that only brings a piece of text, as most do; its one group is the text, as JSON has it. */
  textEvent?: RegExp;
  response(answer: Answer, context: WireContext): ChatResponse;
  /** A failure that came with status 200 (an error object in place of an answer); undefined where all is well. */
  failureIn?(answer: Answer): Failure | undefined;
  beginStream(context: WireContext): State;
  decode(state: State, event: WireEvent): Decoded;
  /**
   * The body ended before `done`: what is still owed, and whether that was all (Gemini's streams have no mark of
   * their end). Where this is missing, or `done` is false, the stream was cut.
   */
  endStream?(state: State): { chunks: StreamChunk[]; done: boolean };
}

/** What one event of a stream came to. */
export interface Decoded {
  chunks: StreamChunk[];
  done: boolean;
  /** Ends the stream: no clean end may follow it. */
  failed?: Failure;
  /** So far. It was spent, also where the stream breaks off or its caller leaves; clients hear of it at the end. */
  usage?: Usage;
}

export type EmbeddingInput = readonly string[] | readonly (readonly number[])[];

export interface EmbeddingAnswer {
  vectors: number[][];
  promptTokens: number | null;
  /** As the provider reports it; absent where it says nothing of it. */
  model?: string;
}

/** How embeddings read on this provider's wire; null where there are none. */
export interface EmbeddingWire {
  request(
    connection: Connection,
    settings: Settings,
    model: string,
    input: EmbeddingInput,
    dimensions: number | undefined,
  ): RequestPlan;
  /** Whether inputs may be lists of token numbers; such a list is never turned into text. */
  takesTokens?: boolean;
  /** A failure that came with status 200 (an error object in place of vectors); undefined where there is none. */
  failureIn?(answer: Answer): Failure | undefined;
  response(answer: Answer): EmbeddingAnswer;
  /** How many texts one request may carry. */
  batchMax: number;
  /** Where models of one provider differ: this counts, and `batchMax` is the smallest of them. */
  batchMaxOf?(model: string): number;
}

export interface Provider {
  /** The folder’s name, in the catalogue: `openai`, `openai_compatible`, `vertex` and so on. */
  id: string;
  name: string;
  provider: ProviderName;
  variants: readonly Variant[];
  presets: readonly Preset[];
  /** Its failures are asked for by callers: they say nothing of the account. */
  failsOnDemand?: boolean;
  /** Field by field: what is missing, wrong or decidably misplaced; what was healed; what deserves a warning. */
  read(variant: Variant, fields: Readonly<Record<string, unknown>>): DraftReading;
  connect(variantId: string, settings: Settings): Connection;
  listing: Listing | null;
  lookup?: ModelLookup;
  /** Whether a model of this name takes no chat calls, where the provider’s own names say so. */
  neverChat?(settings: Settings, model: string): boolean;
  chat: ChatWire;
  /** Another wire for this one call, where a model takes it elsewhere (OpenAI’s `/v1/responses`); undefined: `chat`. */
  chatFor?(
    settings: Settings,
    model: string,
    chat: ChatRequest,
    extras?: Pick<ChatExtras, 'family' | 'rules'>,
  ): ChatWire | undefined;
  embeddings: EmbeddingWire | null;
  /** Classes an answer with a status of 400 or more. */
  classify(answer: Answer): Failure;
}
