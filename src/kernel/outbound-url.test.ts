import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readOutboundUrl, readRequestUrl } from './outbound-url.ts';

test('S2 what is taken reads the same for every parser: host, port and path are those that stand there', () => {
  for (const [text, host, port] of [
    ['https://api.example.com/v1', 'api.example.com', 443],
    ['https://api.example.com', 'api.example.com', 443],
    ['https://API.example.com:8443/V1/', 'api.example.com', 8443],
    ['https://[2606:4700::1111]:443/v1', '2606:4700::1111', 443],
    ['https://xn--bcher-kva.example.com/v1', 'xn--bcher-kva.example.com', 443],
  ] as const) {
    const read = readOutboundUrl(text, []);
    assert.ok(read.ok, text);
    assert.deepEqual(read.target, { host, port, plainHttp: false });
  }
  fc.assert(
    fc.property(fc.webUrl(), (text) => {
      const read = readOutboundUrl(text, []);
      if (read.ok)
        assert.equal(read.url.href.replace(/\/$/, ''), text.replace(/\/$/, '').replace(/:443$/, ''));
    }),
  );
});

test('S2 every refusal says why, in words for the one who typed it', () => {
  for (const [text, reason] of [
    ['http://api.example.com/v1', /https:/],
    ['https://u:p@api.example.com/', /user name/],
    ['https://api.example.com/?a=1', /\?/],
    ['https://api.example.com/#a', /#/],
    ['https://api.example.com/a/../b', /\.\./],
    ['https://api.example.com/%61', /%/],
    ['https://api.example.com:9000/', /port 443 or 8443/],
    ['https://api.example.com:0443/', /host/],
    ['https://api.example.com./', /host/],
    ['https://-api.example.com/', /host/],
    ['https://api.example.com/a b', /ASCII/],
    ['https://api.example.com/\n', /ASCII/],
    [' https://api.example.com/', /ASCII/],
    ['https://api.example.com/"', /plain form/],
    ['api.example.com/v1', /such as/],
    [`https://api.example.com/${'a'.repeat(5_000)}`, /long/],
    ['https://10.0.0.1/', /private network/],
    ['https://intranet/', /private network/],
    ['https://sandbox.plugboard.invalid/v1', /private network/],
    ['https://169.254.169.254/', /never/],
  ] as const) {
    const read = readOutboundUrl(text, []);
    assert.ok(!read.ok, text);
    assert.match(read.reason, reason, text);
  }
});

test('a URL that is about to be called may carry a query and an encoded name, but no step up', () => {
  const good = 'https://api.example.com/model/a%3Ab%2Fc/converse?alt=sse&v=%20';
  const read = readRequestUrl(good, []);
  assert.ok(read.ok);
  assert.equal(read.url.href, good);
  for (const bad of ['/a/%2e%2e/b', '/%2E/b', '/a/.%2e', '/a#b', '/a\\b', '/é', '/a\r\nX-Evil: 1']) {
    assert.equal(readRequestUrl(`https://api.example.com${bad}`, []).ok, false, bad);
  }
});
