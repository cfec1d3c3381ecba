import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NetworkRung } from '../provider-ports.ts';
import { conclude } from './reachability.ts';

const ips = ['198.51.100.7'];
const endpoint = { part: 'endpoint', stoppedBy: undefined, failure: undefined, status: undefined } as const;

function stopped(rung: Partial<NetworkRung>, ipAllowlisting = true) {
  const stoppedBy: NetworkRung = {
    step: 'tcp',
    ok: false,
    denied: false,
    ms: 1,
    detail: 'What it was.',
    ...rung,
  };
  return conclude({ ...endpoint, stoppedBy }, ipAllowlisting, ips);
}

test('R5 a missing entry in an allowlist is told from a dead host, as far as that can be seen from here', () => {
  assert.equal(stopped({ fault: 'timeout' }).finding, 'perhaps_not_allowlisted');
  assert.match(stopped({ fault: 'timeout' }).detail, /198\.51\.100\.7/);
  assert.equal(stopped({ fault: 'timeout' }, false).finding, 'no_answer');
  assert.equal(stopped({ fault: 'refused' }).finding, 'nothing_listens');
  assert.equal(stopped({ step: 'tls', fault: 'reset' }).finding, 'perhaps_not_allowlisted');
  assert.equal(stopped({ step: 'tls', fault: 'reset' }, false).finding, 'tls');
  assert.equal(stopped({ step: 'tls' }).finding, 'tls');
  const dead = stopped({ step: 'dns', fault: 'unknown_name' });
  assert.equal(dead.finding, 'unknown_name');
  assert.match(dead.detail, /No allowlist looks like this/);
});

test('S2 S7 what egress forbids and a redirect are said as such, and no port’s state with it', () => {
  const denied = stopped({ step: 'dns', denied: true, detail: 'Plugboard may not connect to this address.' });
  assert.deepEqual(denied, { finding: 'not_allowed', detail: 'Plugboard may not connect to this address.' });
  const redirect = conclude({ ...endpoint, failure: { fault: 'redirect', detail: '' } }, false, ips);
  assert.equal(redirect.finding, 'redirect');
});

test('R2 a 401 without a credential is a good sign, and a 404 is none', () => {
  const findings = [401, 403, 400, 422, 404, 503].map(
    (status) => conclude({ ...endpoint, status }, false, ips).finding,
  );
  assert.deepEqual(findings, ['reachable', 'reachable', 'reachable', 'reachable', 'wrong_path', 'trouble']);
});
