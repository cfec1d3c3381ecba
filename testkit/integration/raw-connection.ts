import { connect, type Socket } from 'node:net';
import { eventually } from '../eventually.ts';

/** A client that says what it wants byte by byte, and shows when the server closes. */
export class RawConnection {
  readonly #socket: Socket;
  #received = '';
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8').on('data', (text: string) => {
      this.#received += text;
    });
    socket.on('close', () => {
      this.#closed = true;
    });
    // A reset is one of the ways in which a server closes.
    socket.on('error', () => undefined);
  }

  static open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.once('error', reject);
      socket.once('connect', () => resolve(new RawConnection(socket)));
    });
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Resolves when the kernel has taken the bytes. */
  send(text: string): Promise<void> {
    return new Promise((resolve) => this.#socket.write(text, () => resolve()));
  }

  /** The status and the text of the next answer; its length must be declared. */
  async nextAnswer(): Promise<{ status: number; headers: string; body: string }> {
    return eventually('an answer on the connection', () => {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end === -1) return undefined;
      const headers = this.#received.slice(0, end);
      const length = Number(/^content-length: (\d+)$/im.exec(headers)?.[1] ?? 0);
      const rest = this.#received.slice(end + 4);
      if (Buffer.byteLength(rest) < length) return undefined;
      const body = Buffer.from(rest).subarray(0, length).toString();
      this.#received = rest.slice(body.length);
      return { status: Number(headers.split(' ')[1]), headers, body };
    });
  }

  end(): void {
    this.#socket.destroy();
  }
}
