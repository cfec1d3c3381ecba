import type { OutgoingHttpHeaders } from 'node:http';
import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { Telemetry } from '../../kernel/telemetry.ts';
import { inTime } from '../in-time.ts';
import type { ContentSealer, IdempotencyStore, KeyClaim } from '../ports.ts';
import type { AnswerKeeper } from '../relay/answer-keeper.ts';
import { type KeptAnswer, sealAnswer } from './kept-answer.ts';

type Piece = string | Uint8Array;

interface HeldKeyParts {
  idempotency: { store: IdempotencyStore; sealer: ContentSealer };
  clock: Clock;
  telemetry: Pick<Telemetry, 'unexpected'>;
}

const { leaseMs, renewEveryMs, keptMs, keepWithinMs, answerBytesMax } = limits.idempotency;

/**
 * The key that a call has while it runs. It is renewed for as long as this process lives, so that a call may take its
 * time and a crash still frees the key soon. In the end the answer is kept under it, or it is free again.
 */
export class HeldKey implements AnswerKeeper {
  readonly #parts: HeldKeyParts;
  readonly #claim: KeyClaim;
  readonly #renewal: NodeJS.Timeout;
  #pieces: Piece[] = [];
  #bytes = 0;
  #isSettled = false;

  constructor(parts: HeldKeyParts, claim: KeyClaim) {
    this.#parts = parts;
    this.#claim = claim;
    const { store } = parts.idempotency;
    const renew = () => store.renew(claim, parts.clock() + leaseMs).catch(() => undefined);
    this.#renewal = setInterval(() => void renew(), renewEveryMs).unref();
  }

  /** A piece of a stream, on its way out. */
  copy(piece: Piece): void {
    this.#bytes += Buffer.byteLength(piece);
    if (this.#bytes > answerBytesMax) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  /** Before the last piece leaves: who has the whole answer can ask for it again. */
  keepStream(headers: OutgoingHttpHeaders, tail: Piece): Promise<void> {
    return this.#keep({ status: 200, isStream: true, headers }, tail);
  }

  keepWhole(status: number, headers: OutgoingHttpHeaders, body: Piece): Promise<void> {
    return this.#keep({ status, isStream: false, headers }, body);
  }

  /** Until there is an answer to keep, the key stands for a call in the queue, which may outlive this process. */
  async keepQueued(queueId: string, until: number): Promise<void> {
    clearInterval(this.#renewal);
    const { idempotency } = this.#parts;
    const queued = { status: 202, isStream: false, headers: {}, queueId, body: Buffer.alloc(0) };
    const sealed = await sealAnswer(idempotency.sealer, this.#claim, queued);
    await idempotency.store.keep(this.#claim, sealed, until + keptMs).catch((error) => this.#tell(error));
  }

  /** Leaves the key to the queue. */
  leave(): void {
    this.#settle();
  }

  /** Lets go of a key under which nothing was kept: a repeat is then a call of its own. */
  async release(): Promise<void> {
    if (!this.#settle()) return;
    await this.#free();
  }

  async #keep(head: Omit<KeptAnswer, 'body'>, last: Piece): Promise<void> {
    this.copy(last);
    if (this.#bytes > answerBytesMax) return this.release();
    if (!this.#settle()) return;
    const body = Buffer.concat(this.#pieces.map((piece) => Buffer.from(piece)));
    try {
      await inTime(this.#store({ ...head, body }), keepWithinMs);
    } catch (error) {
      // The answer is there and must leave; that it cannot be had again is the smaller loss.
      if (!(error instanceof PlugboardError)) this.#tell(error);
      void this.#free();
    }
  }

  async #store(answer: KeptAnswer): Promise<void> {
    const { idempotency, clock } = this.#parts;
    const sealed = await sealAnswer(idempotency.sealer, this.#claim, answer);
    await idempotency.store.keep(this.#claim, sealed, clock() + keptMs);
  }

  /** With the database away, the end of the lease frees it. */
  #free(): Promise<void> {
    const released = this.#parts.idempotency.store.release(this.#claim);
    return inTime(released, keepWithinMs).catch((error) => {
      if (!(error instanceof PlugboardError)) this.#tell(error);
    });
  }

  #tell(error: unknown): void {
    this.#parts.telemetry.unexpected(error, { requestId: this.#claim.requestId });
  }

  #settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    clearInterval(this.#renewal);
    return true;
  }
}
