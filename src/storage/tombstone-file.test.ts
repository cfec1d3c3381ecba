import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { TombstoneLog } from './tombstone-file.ts';

test('S22 a line that power loss cut off neither stops the start nor spoils the next line', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-tombstones-'));
  const path = join(directory, 'tombstones.jsonl');
  await (await TombstoneLog.create(path)).append('{"tenant":"a"}');
  appendFileSync(path, '{"tenant":"b');
  const log = await TombstoneLog.read(path);
  assert.deepEqual(log?.lines(), ['{"tenant":"a"}']);
  await log?.append('{"tenant":"b"}');
  await log?.append('{"tenant":"b"}');
  assert.equal(readFileSync(path, 'utf8'), '{"tenant":"a"}\n{"tenant":"b"}\n');
  rmSync(directory, { recursive: true });
});
