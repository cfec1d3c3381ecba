import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PlugboardError } from '../kernel/errors.ts';
import { Scrubber, Secret } from '../kernel/secret.ts';
import { createLogger } from './logger.ts';

/** Holds what every encoding treats differently: quotes, slashes, a plus. */
const marker = 'MARKER-7f"3a/9c+d2=e1';

function openLog(...secrets: string[]) {
  const scrubber = new Scrubber();
  for (const secret of secrets) scrubber.add(new Secret(secret));
  const lines: string[] = [];
  const logger = createLogger({
    level: 'debug',
    scrubber,
    destination: { write: (line) => void lines.push(line) },
  });
  return {
    logger,
    lines,
    /** Fails when a line is not exactly one JSON object. */
    objects: (): Record<string, unknown>[] =>
      lines.map((line) => {
        assert.equal(line.indexOf('\n'), line.length - 1);
        return JSON.parse(line);
      }),
  };
}

function circular(): Record<string, unknown> {
  const value: Record<string, unknown> = { text: marker };
  value['self'] = value;
  return value;
}

describe('a live secret never reaches the log (S56, S23)', () => {
  const bytes = Buffer.from(marker);
  const withStack = new Error('failed');
  withStack.stack = `Error: failed\n    at call (${marker})`;
  const paths: [what: string, value: unknown][] = [
    ['a text', `the key ${marker} was refused`],
    ['its base64 form', bytes.toString('base64')],
    ['its base64 form without padding', bytes.toString('base64').replace(/=+$/, '')],
    ['its hex form', bytes.toString('hex')],
    ['its URL form', `https://host/?key=${encodeURIComponent(marker)}`],
    ['JSON inside a text', JSON.stringify({ key: marker })],
    ['JSON inside JSON', { body: JSON.stringify({ body: marker }) }],
    ['its bytes', bytes],
    ['an ArrayBuffer', new Uint8Array(bytes).buffer],
    ['a Secret', { key: new Secret(marker) }],
    ['a message', new Error(`bad key ${marker}`)],
    ['a stack', withStack],
    ['a cause', new Error('outer', { cause: new Error('middle', { cause: new Error(marker) }) })],
    ['a cause that is no error', new Error('outer', { cause: { answer: [marker] } })],
    ['a cause of ours', new PlugboardError('upstream_error', { cause: new Error(marker) })],
    ['errors in an error', new AggregateError([new Error(marker)], 'all failed')],
    ['a property of an error', Object.assign(new Error('failed'), { response: { body: marker } })],
    ['nested objects', { a: [{ b: { c: [marker] } }] }],
    ['the name of a field', { [marker]: 1 }],
    ['a Map', new Map([[marker, { inner: marker }]])],
    ['a Set', new Set([marker])],
    ['a URL', new URL(`https://host/${encodeURIComponent(marker)}`)],
    ['toJSON', { toJSON: () => ({ inner: marker }) }],
    ['a circle', circular()],
    ['something thrown that is no error', marker],
    ['a long text, at the place where it is cut', 'x'.repeat(8_185) + marker],
  ];
  for (const [what, value] of paths) {
    test(what, () => {
      const log = openLog(marker);
      log.logger.log('error', 'unexpected', { value });
      const text = log.lines.join('');
      const forms = [
        marker,
        JSON.stringify(marker).slice(1, -1),
        encodeURIComponent(marker),
        bytes.toString('base64url'),
      ];
      for (const form of [
        ...forms,
        bytes.toString('base64'),
        bytes.toString('hex'),
        'MARKER',
        [...bytes].join(','),
      ]) {
        assert.ok(!text.includes(form), text);
      }
      assert.equal(log.objects().length, 1);
    });
  }

  test('a secret of digits, as a number', () => {
    const log = openLog('8675309123');
    log.logger.log('info', 'event', { value: 8675309123, big: 8675309123n, other: 42 });
    const [line] = log.objects();
    assert.deepEqual([line?.['value'], line?.['big'], line?.['other']], ['[redacted]', '[redacted]', 42]);
  });
});

describe('credentials of strangers, which no scrubber knows, are redacted too (S58)', () => {
  const unknown = 'UNKNOWN-0123456789';
  const paths: [what: string, value: unknown][] = [
    [
      'headers',
      { headers: { Authorization: unknown, Cookie: unknown, 'X-Api-Key': unknown, 'api-key': unknown } },
    ],
    ['headers as the names of a Map', new Map([['set-cookie', [unknown]]])],
    ['raw headers', ['Host', 'a', 'authorization', unknown]],
    ['pairs', [['x-api-key', unknown]]],
    [
      'headers of an error',
      Object.assign(new Error('failed'), { headers: { 'proxy-authorization': unknown } }),
    ],
    ['fields', { client_secret: unknown, apiKey: unknown, password: unknown }],
    ['a text with a bearer token', `sent "Authorization: Bearer ${unknown}"`],
    ['a URL with a password', `connect postgres://app:${unknown}@db/plugboard failed`],
    ['a URL with a password with an @', `connect postgres://app:p@${unknown}@db/plugboard failed`],
    ['a URL with a token', `clone https://${unknown}@host/x`],
  ];
  for (const [what, value] of paths) {
    test(what, () => {
      const log = openLog();
      log.logger.log('warn', 'event', { value });
      assert.ok(!log.lines.join('').includes(unknown), log.lines.join(''));
      assert.equal(log.objects().length, 1);
    });
  }
});

describe('every line is one JSON object (S60)', () => {
  test('CRLF and ANSI in a model name stay escaped', () => {
    const log = openLog();
    const model = 'gpt\r\n{"level":"error","event":"forged"}\u001b[31m\u009b2J\u2028\u202e';
    log.logger.log('info', 'event', { model });
    const [line] = log.objects();
    assert.equal(line?.['event'], 'event');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that they are absent is the point
    assert.doesNotMatch(log.lines.join('').trimEnd(), /[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
  });

  test('a tenant’s secret that looks like a part of the line does not take it apart', () => {
    const log = openLog('"level":"info"', '"event":"', 'request_finished', '","status":');
    log.logger.log('info', 'request_finished', { route: '/x', status: 200, echoed: 'request_finished' });
    const [line] = log.objects();
    assert.equal(line?.['level'], 'info');
    assert.equal(line?.['event'], 'request_finished');
    assert.equal(line?.['status'], 200);
    assert.equal(line?.['echoed'], '[redacted]');
  });

  test('an error is logged with its code and its cause, and where that came from', () => {
    const log = openLog();
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    log.logger.log('error', 'unexpected', { error: new PlugboardError('upstream_error', { cause }) });
    const error = log.objects()[0]?.['error'] as Record<string, Record<string, unknown>>;
    assert.equal(error['name'], 'PlugboardError');
    assert.equal(error['code'], 'upstream_error');
    assert.match(String(error['cause']?.['stack']), /logger\.test\.ts/);
    assert.equal(error['cause']?.['message'], 'refused');
    assert.equal(error['cause']?.['code'], 'ECONNREFUSED');
  });

  test('what cannot be read, or has no end, still makes a line', () => {
    const log = openLog();
    const trap = {
      get value(): string {
        throw new Error('no');
      },
    };
    let deep: unknown = 'end';
    for (let i = 0; i < 10_000; i++) deep = { deep };
    const wide = Array.from({ length: 5_000 }, (_, index) => index);
    log.logger.log('info', 'event', {
      trap,
      deep,
      wide,
      long: 'x'.repeat(1e6),
      none: undefined,
      run: () => 1,
      not: Number.NaN,
    });
    const [line] = log.objects();
    assert.equal(line?.['trap'], '[unreadable]');
    assert.equal(line?.['not'], 'NaN');
    assert.ok((log.lines[0]?.length ?? 0) < 20_000);
  });

  test('lines below the level are not written', () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = createLogger({ level: 'warn', scrubber: new Scrubber(), destination });
    logger.log('info', 'event');
    logger.log('warn', 'event');
    assert.equal(lines.length, 1);
  });
});
