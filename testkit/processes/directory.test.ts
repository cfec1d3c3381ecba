import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { controlSocketPath } from '../../src/boot/control-socket.ts';
import { createApi } from '../api.ts';
import { environmentOf, makePlace, operatorToken, type TestPlace } from '../harness.ts';
import { runPlugboard, type ServerProcess, startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
/** Node itself then refuses every read and write outside this repository, so also in any data directory. */
const noFiles = ['--permission', `--allow-fs-read=${repository}`];

let place: TestPlace;
let env: Record<string, string>;
let server: ServerProcess;

before(async () => {
  place = await makePlace('pglite');
  const { PLUGBOARD_MASTER_KEY: _, ...rest } = environmentOf(place);
  env = rest;
  server = await startServerProcess({ env });
});
after(async () => {
  server.kill('SIGKILL');
  await server.exited;
  removeDirectory(place.dataDirectory);
});

test('a second start on the same directory is refused with a code of its own, and the first goes on', async () => {
  const second = await runPlugboard(['serve'], { env });
  assert.equal(second.code, 75);
  assert.equal(
    second.output.trim(),
    `Another process runs on the data directory ${place.dataDirectory}. Stop it first, or give this one another PLUGBOARD_DATA_DIR.`,
  );
  assert.equal((await createApi(server.url, operatorToken).get('/readyz')).status, 200);
});

test('every command speaks to the running server and touches no file of the data directory', async () => {
  for (const args of [['rewrap-keys'], ['rewrap-keys', '--status'], ['verify-audit']]) {
    const result = await runPlugboard(args, { env, nodeArgs: noFiles });
    assert.equal(result.code, 0, `${args.join(' ')}: ${result.output}`);
  }
  const link = await runPlugboard(['signin-link'], { env, nodeArgs: noFiles });
  assert.match(link.stdout, new RegExp(`^${server.url}/signin#[\\w-]{43}\n$`));
  const doctor = await runPlugboard(['doctor'], { env, nodeArgs: noFiles });
  assert.equal(doctor.code, 0, doctor.output);
  assert.match(doctor.stdout, /^A server runs on .+ It says of itself:\n/);
  for (const part of ['database', 'migrations', 'vault', 'snapshot', 'node']) {
    assert.match(doctor.stdout, new RegExp(`^ {2}ok {4}${part} `, 'm'));
  }
});

test('a wish that the server refuses is said in its own words, with exit code 1', async () => {
  const unknown = await runPlugboard(['signin-link', '--tenant', 'nobody'], { env });
  assert.equal(unknown.code, 1);
  assert.match(unknown.output, /^The server refused: There is no such tenant\.$/m);
  const call = await runPlugboard(['why', 'req_01a1fe76-3c2f-7857-937f-b97f1727e037'], { env });
  assert.equal(call.code, 1);
  assert.match(call.output, /^The server refused: Nothing is written down of such a call\.$/m);
  const primary = await runPlugboard(['rewrap-keys', '--retire', '1'], { env });
  assert.equal(primary.code, 1);
  assert.match(primary.output, /^The server refused: The primary key version cannot be retired\.$/m);
});

test('the directory, its key and its socket are for their owner alone', () => {
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  assert.equal(modeOf(place.dataDirectory), '700');
  assert.equal(modeOf(join(place.dataDirectory, 'master.key')), '600');
  assert.equal(modeOf(join(place.dataDirectory, 'tombstones.jsonl')), '600');
  assert.equal(modeOf(controlSocketPath(place.dataDirectory)), '600');
});

test('after kill -9 the directory is free at once', async () => {
  server.kill('SIGKILL');
  await server.exited;
  server = await startServerProcess({ env });
  assert.equal(
    (await runPlugboard(['rewrap-keys', '--status'], { env })).code,
    0,
    'the left socket is replaced',
  );
});

test('without a server every command refuses, and doctor looks at what a start needs; none makes a thing', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'plugboard-none-'));
  t.after(() => removeDirectory(parent));
  const none = { PLUGBOARD_DATA_DIR: join(parent, 'data'), PLUGBOARD_PORT: '0' };
  for (const args of [['signin-link'], ['rewrap-keys'], ['verify-audit']]) {
    const result = await runPlugboard(args, { env: none });
    assert.equal(result.code, 69, args.join(' '));
    assert.match(result.output, /^No Plugboard server runs on the data directory /);
  }
  const doctor = await runPlugboard(['doctor'], { env: none });
  assert.equal(doctor.code, 0, doctor.output);
  assert.match(doctor.stdout, /^No server runs on .+ What a start would find:\n/);
  for (const part of ['node', 'data directory', 'disk', 'database', 'master key', 'port']) {
    assert.match(doctor.stdout, new RegExp(`^ {2}ok {4}${part} `, 'm'));
  }
  assert.deepEqual(readdirSync(parent), []);
});

test('a start with three wrong variables names all three, and so does doctor', async () => {
  const wrong = {
    ...env,
    PLUGBOARD_PORT: 'eighty',
    PLUGBOARD_LOG_LEVEL: 'loud',
    PLUGBOARD_MASTERKEY: 'marker-value',
  };
  for (const command of ['serve', 'doctor']) {
    const { code, output } = await runPlugboard([command], { env: wrong });
    assert.equal(code, 78, output);
    for (const name of ['PLUGBOARD_PORT', 'PLUGBOARD_LOG_LEVEL', 'PLUGBOARD_MASTERKEY'])
      assert.match(output, new RegExp(name));
    assert.doesNotMatch(output, /marker-value|eighty|loud/, 'a value may be a secret in the wrong place');
  }
});

test('wrong usage has a code of its own; help and version need no configuration', async () => {
  for (const args of [['fly'], ['serve', '--fast'], ['doctor', '--tenant', 'a']]) {
    assert.equal((await runPlugboard(args, { env: {} })).code, 64, args.join(' '));
  }
  const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string };
  const version = await runPlugboard(['--version'], { env: { PLUGBOARD_PORT: 'eighty' } });
  assert.deepEqual([version.code, version.stdout], [0, `${manifest.version}\n`]);
  const help = await runPlugboard(['--help'], { env: { PLUGBOARD_PORT: 'eighty' } });
  assert.equal(help.code, 0);
  for (const command of ['serve', 'doctor', 'signin-link', 'rewrap-keys', 'verify-audit']) {
    assert.match(help.stdout, new RegExp(`^ {2}${command} `, 'm'));
  }
});

test('a directory with a path too long for a socket works, and two servers on two directories never meet', async (t) => {
  const other = await makePlace('pglite');
  t.after(() => removeDirectory(other.dataDirectory));
  const long = join(other.dataDirectory, 'a'.repeat(60), 'b'.repeat(60));
  assert.ok(Buffer.byteLength(long) > 100);
  const longEnv = { ...env, PLUGBOARD_DATA_DIR: long };
  const second = await startServerProcess({ env: longEnv });
  const put = await createApi(second.url, operatorToken).call('PUT', '/tenants/only-there', { name: 'x' });
  assert.equal(put.status, 201);
  const there = await runPlugboard(['signin-link', '--tenant', 'only-there'], { env: longEnv });
  assert.ok(there.stdout.startsWith(second.url), there.output);
  const here = await runPlugboard(['signin-link', '--tenant', 'only-there'], { env });
  assert.equal(here.code, 1);
  assert.equal(statSync(controlSocketPath(long)).mode & 0o777, 0o600);
  assert.equal(statSync(join(long, 'database')).mode & 0o777, 0o700, 'made by nobody before');
  assert.deepEqual(await second.stop(), { code: 0, signal: null });
  assert.equal((await runPlugboard(['verify-audit'], { env: longEnv })).code, 69);
  assert.ok(!existsSync(controlSocketPath(long)), 'a server that stopped leaves no socket');
});
