import { type buildConnector, Client, type Dispatcher } from 'undici';
import type { Carrier, Exchange } from './exchange.ts';

interface SocketOptions {
  connect: buildConnector.connector;
  /** A socket takes no new request after this. */
  ageMs: number;
  idleMs: number;
}

/** A connection that carries one exchange at a time, and knows whom it is connected to. */
class CarryingClient extends Client implements Carrier {
  peer = '';
  isKept = false;
  openedAt = 0;
  isConnected = false;
  free: () => void = () => undefined;

  constructor(origin: string, { connect, idleMs }: SocketOptions) {
    let opened: (address: string) => void = () => undefined;
    super(origin, {
      allowH2: false,
      keepAliveTimeout: idleMs,
      keepAliveMaxTimeout: idleMs,
      connect: (target, callback) =>
        connect(target, (...result) => {
          const [, socket] = result;
          if (socket) opened(socket.remoteAddress ?? '');
          callback(...result);
        }),
    });
    opened = (address) => {
      this.peer = address;
      this.isConnected = true;
      this.openedAt = Date.now();
    };
  }
}

/**
 * The sockets to one destination, as many as there are exchanges at once. Not undici’s pool: with an age for sockets it
 * looks at the clock for each of them, twice for every request.
 */
export class Sockets {
  readonly #origin: string;
  readonly #options: SocketOptions;
  readonly #all = new Set<CarryingClient>();
  /** The one that was used last is taken first: those that are not needed fall silent, and close. */
  readonly #free: CarryingClient[] = [];

  constructor(origin: string, options: SocketOptions) {
    this.#origin = origin;
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#all.size > this.#free.length;
  }

  dispatch(options: Dispatcher.DispatchOptions, exchange: Exchange): void {
    send(this.#take(), options, exchange);
  }

  /** On a connection of its own: those that are kept may all have been closed at once. */
  dispatchAnew(options: Dispatcher.DispatchOptions, exchange: Exchange): void {
    send(this.#add(), options, exchange);
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#all].map((client) => client.destroy()));
  }

  #take(): CarryingClient {
    const openedAfter = Date.now() - this.#options.ageMs;
    for (let client = this.#free.pop(); client; client = this.#free.pop()) {
      if (client.openedAt >= openedAfter) {
        client.isKept = true;
        return client;
      }
      this.#retire(client);
    }
    return this.#add();
  }

  #add(): CarryingClient {
    const client = new CarryingClient(this.#origin, this.#options);
    client.free = () => {
      if (client.isConnected) this.#free.push(client);
      else this.#retire(client);
    };
    const disconnected = () => {
      client.isConnected = false;
      const at = this.#free.lastIndexOf(client);
      // One that carries something by now connects anew for it.
      if (at === -1) return;
      this.#free.splice(at, 1);
      this.#retire(client);
    };
    client.on('disconnect', disconnected).on('connectionError', disconnected);
    this.#all.add(client);
    return client;
  }

  #retire(client: CarryingClient): void {
    const forget = () => this.#all.delete(client);
    // One that was destroyed refuses to close.
    client.close().then(forget, forget);
  }
}

function send(client: CarryingClient, options: Dispatcher.DispatchOptions, exchange: Exchange): void {
  exchange.carrier = client;
  client.dispatch(options, exchange);
}
