import { setTimeout as delay } from 'node:timers/promises';
import type {
  NetworkRung,
  ProviderCall,
  ProviderTransport,
  TransportFailure,
} from '../control/provider-ports.ts';
import type { Upstream, UpstreamCall, UpstreamExchange, UpstreamSink } from '../gateway/ports.ts';
import type { AnswerStep, PlannedRequest } from '../kernel/answer-steps.ts';
import type { Clock } from '../kernel/clock.ts';
import { EgressFailure, type EgressFailureKind } from '../kernel/egress-failure.ts';
import { toBytes } from '../kernel/outgoing-body.ts';
import type { Answer } from '../providers/provider.ts';
import { readWireEvents } from './wire-events.ts';

interface SandboxParts {
  /** The catalogue’s entry that is answered here. */
  providerId: string;
  baseUrl: string;
  answer(request: PlannedRequest): AnswerStep[];
  clock: Clock;
}

/** Calls on accounts of the sandbox are answered here; all others go the way that they would have gone. */
export function sandboxUpstream(parts: SandboxParts, otherwise: Upstream): Upstream {
  return {
    open: (call, sink) =>
      call.account.provider.id === parts.providerId
        ? new Playing(stepsFor(parts, call), call, sink)
        : otherwise.open(call, sink),
    decoderFor: otherwise.decoderFor,
  };
}

function stepsFor({ answer, clock }: SandboxParts, { plan, body }: Pick<UpstreamCall, 'plan' | 'body'>) {
  return answer({
    url: plan.url,
    body: body === undefined ? undefined : JSON.parse(toBytes(body).toString('utf8')),
    nowSeconds: Math.floor(clock() / 1000),
  });
}

/** The steps in their time. No timer of it keeps the process alive. */
async function* play(steps: readonly AnswerStep[], signal: AbortSignal): AsyncGenerator<AnswerStep> {
  for (const step of steps) {
    if (step.afterMs > 0) await delay(step.afterMs, undefined, { signal, ref: false });
    yield step;
  }
}

/** One answer on its way to a sink; stops where it is when it is not wanted any more. */
class Playing implements UpstreamExchange {
  readonly #sink: UpstreamSink;
  readonly #stop = new AbortController();
  readonly #total: NodeJS.Timeout;
  #isOver = false;
  #paused: Promise<void> | undefined;
  #goOn: () => void = () => undefined;

  constructor(steps: readonly AnswerStep[], { totalMs }: Pick<UpstreamCall, 'totalMs'>, sink: UpstreamSink) {
    this.#sink = sink;
    this.#total = setTimeout(() => this.#fail(failureOf('timeout')), totalMs).unref();
    void this.#run(steps).catch((error: unknown) => this.#fail(error));
  }

  /** It was sent no secret. */
  hide(text: string): string {
    return text;
  }

  pause(): void {
    this.#paused ??= new Promise((resolve) => {
      this.#goOn = resolve;
    });
  }

  resume(): void {
    this.#goOn();
    this.#paused = undefined;
  }

  abandon(reason: unknown = new DOMException('The answer is not wanted any more', 'AbortError')): void {
    this.#fail(reason);
  }

  async #run(steps: readonly AnswerStep[]): Promise<void> {
    // Whoever opens it has to have it in hand before anything is heard of it.
    await delay(0, undefined, { ref: false });
    for await (const step of play(steps, this.#stop.signal)) {
      await this.#paused;
      if (this.#isOver) return;
      this.#perform(step);
    }
  }

  #perform(step: AnswerStep): void {
    switch (step.kind) {
      case 'head':
        this.#sink.onHead(step.status, step.headers, '');
        return;
      case 'data':
        this.#sink.onData(Buffer.from(step.text));
        return;
      case 'end':
        this.#finish();
        this.#sink.onEnd();
        return;
      case 'failure':
        this.#fail(failureOf(step.failure));
    }
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#finish();
    this.#sink.onFailure(error);
  }

  #finish(): void {
    this.#isOver = true;
    clearTimeout(this.#total);
    this.#stop.abort();
    this.resume();
  }
}

function failureOf(kind: EgressFailureKind): EgressFailure {
  return new EgressFailure(kind, new Error('the sandbox was told to'));
}

/** The same for checks. */
export function sandboxTransport(parts: SandboxParts, otherwise: ProviderTransport): ProviderTransport {
  const isOwn = ({ connection }: ProviderCall) => connection.baseUrl === parts.baseUrl;
  const playing = ({ plan, signal }: ProviderCall) => {
    const body = plan.body === undefined ? undefined : JSON.stringify(plan.body);
    return play(stepsFor(parts, { plan, body }), signal);
  };
  return {
    send: async (call) => {
      if (!isOwn(call)) return otherwise.send(call);
      return orFailure(call, async () => ({ ok: true, answer: await readAnswer(playing(call)) }));
    },
    stream: async (call, framing) => {
      if (!isOwn(call)) return otherwise.stream(call, framing);
      return orFailure(call, async () => {
        const steps = playing(call);
        const { status, headers } = await readHead(steps);
        if (headers['content-type'] !== 'text/event-stream') {
          return { ok: true, answer: await readBody(status, headers, steps) };
        }
        return { ok: true, events: readWireEvents(bytesOf(steps), framing) };
      });
    },
    inspect: (origin, call) =>
      origin === new URL(parts.baseUrl).origin ? nothingToInspect() : otherwise.inspect(origin, call),
    forget: (cacheKey) => otherwise.forget(cacheKey),
  };
}

async function orFailure<T>(
  { signal }: ProviderCall,
  work: () => Promise<T>,
): Promise<T | { ok: false; failure: TransportFailure }> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) return { ok: false, failure: { fault: 'cut', detail: 'The run was cancelled.' } };
    if (!(error instanceof EgressFailure)) throw error;
    return { ok: false, failure: { fault: error.kind, detail: 'The sandbox was told to give no answer.' } };
  }
}

type Head = Pick<Answer, 'status' | 'headers'>;

async function readHead(steps: AsyncGenerator<AnswerStep>): Promise<Head> {
  const { value: first } = await steps.next();
  if (first?.kind === 'head') return first;
  throw failureOf(first?.kind === 'failure' ? first.failure : 'cut');
}

async function readAnswer(steps: AsyncGenerator<AnswerStep>): Promise<Answer> {
  const { status, headers } = await readHead(steps);
  return readBody(status, headers, steps);
}

async function readBody(
  status: number,
  headers: Answer['headers'],
  steps: AsyncGenerator<AnswerStep>,
): Promise<Answer> {
  const chunks = await Array.fromAsync(bytesOf(steps));
  return { status, headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
}

async function* bytesOf(steps: AsyncGenerator<AnswerStep>): AsyncGenerator<Uint8Array> {
  for await (const step of steps) {
    if (step.kind === 'failure') throw failureOf(step.failure);
    if (step.kind === 'data') yield Buffer.from(step.text);
  }
}

async function* nothingToInspect(): AsyncGenerator<NetworkRung> {
  for (const step of ['dns', 'tcp', 'tls'] as const) {
    yield { step, ok: true, denied: false, ms: 0, detail: 'The sandbox answers inside this process.' };
  }
}
