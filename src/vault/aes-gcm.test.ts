import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decryptGcm, encryptGcm, joinWithLengths } from './aes-gcm.ts';

interface Vector {
  name: string;
  key: string;
  nonce: string;
  additionalData: string;
  plaintext: string;
  ciphertext: string;
  tag: string;
}

const specKey = 'feffe9928665731c6d6a8f9467308308'.repeat(2);
const specText =
  'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39';
const specCiphertext =
  '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662';

/** McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B; Wycheproof `aes_gcm_test.json` (Apache-2.0). */
const valid: Vector[] = [
  {
    name: 'GCM specification, test case 13',
    key: '00'.repeat(32),
    nonce: '00'.repeat(12),
    additionalData: '',
    plaintext: '',
    ciphertext: '',
    tag: '530f8afbc74536b9a963b4f1c4cb738b',
  },
  {
    name: 'GCM specification, test case 14',
    key: '00'.repeat(32),
    nonce: '00'.repeat(12),
    additionalData: '',
    plaintext: '00'.repeat(16),
    ciphertext: 'cea7403d4d606b6e074ec5d3baf39d18',
    tag: 'd0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    name: 'GCM specification, test case 16',
    key: specKey,
    nonce: 'cafebabefacedbaddecaf888',
    additionalData: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
    plaintext: specText,
    ciphertext: specCiphertext,
    tag: '76fc6ece0f4e1768cddf8853bb2d551b',
  },
  {
    name: 'Wycheproof 73',
    key: '92ace3e348cd821092cd921aa3546374299ab46209691bc28b8752d17f123c20',
    nonce: '00112233445566778899aabb',
    additionalData: '00000000ffffffff',
    plaintext: '00010203040506070809',
    ciphertext: 'e27abdd2d2a53d2f136b',
    tag: '9a4a2579529301bcfb71c78d4060f52c',
  },
  {
    name: 'Wycheproof 74',
    key: '29d3a44f8723dc640239100c365423a312934ac80239212ac3df3421a2098123',
    nonce: '00112233445566778899aabb',
    additionalData: 'aabbccddeeff',
    plaintext: '',
    ciphertext: '',
    tag: '2a7d77fa526b8250cb296078926b5020',
  },
  {
    name: 'Wycheproof 83',
    key: 'cdccfe3f46d782ef47df4e72f0c02d9c7f774def970d23486f11a57f54247f17',
    nonce: '376187894605a8d45e30de51',
    additionalData: '956846a209e087ed',
    plaintext: 'e28e0e9f9d22463ac0e42639b530f42102fded75',
    ciphertext: 'feca44952447015b5df1f456df8ca4bb4eee2ce2',
    tag: '082e91924deeb77880e1b1c84f9b8d30',
  },
  {
    name: 'Wycheproof 92, a tag of ones',
    key: '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f',
    nonce: '000000000000000000000000',
    additionalData: '',
    plaintext: '561008fa07a68f5c61285cd013464eaf',
    ciphertext: '23293e9b07ca7d1b0cae7cc489a973b3',
    tag: 'ffffffffffffffffffffffffffffffff',
  },
];

/** Wycheproof 94 to 101: one bit of the tag is another. */
const invalidTags = [
  '9de8fef6d8ab1bf1bf887232eab590dd',
  '9ee8fef6d8ab1bf1bf887232eab590dd',
  '1ce8fef6d8ab1bf1bf887232eab590dd',
  '9ce9fef6d8ab1bf1bf887232eab590dd',
  '9ce8fe76d8ab1bf1bf887232eab590dd',
  '9ce8fef6d9ab1bf1bf887232eab590dd',
  '9ce8fef6daab1bf1bf887232eab590dd',
  '9ce8fef6d8ab1b71bf887232eab590dd',
];
const invalidBase = {
  key: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  nonce: '505152535455565758595a5b',
  ciphertext: 'b2061457c0759fc1749f174ee1ccadfa',
  tag: '9ce8fef6d8ab1bf1bf887232eab590dd',
};

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

test('S14: sealing gives the published ciphertexts, and they open', () => {
  for (const vector of valid) {
    const key = hex(vector.key);
    const nonce = hex(vector.nonce);
    const additionalData = hex(vector.additionalData);
    const sealed = encryptGcm(key, nonce, additionalData, hex(vector.plaintext));
    assert.equal(sealed.toString('hex'), vector.ciphertext + vector.tag, vector.name);
    assert.equal(
      decryptGcm(key, nonce, additionalData, sealed).toString('hex'),
      vector.plaintext,
      vector.name,
    );
  }
});

test('S14: the published forgeries do not open', () => {
  const { key, nonce, ciphertext, tag } = invalidBase;
  const open = (sealed: string) =>
    decryptGcm(hex(key), hex(nonce), Buffer.alloc(0), hex(sealed)).toString('hex');
  assert.equal(open(ciphertext + tag), '202122232425262728292a2b2c2d2e2f');
  for (const forged of invalidTags) assert.throws(() => open(ciphertext + forged), forged);
});

test('S14: a shortened tag does not open', () => {
  const sealed = encryptGcm(hex(specKey), Buffer.alloc(12), Buffer.alloc(0), Buffer.alloc(0));
  for (let length = 0; length < sealed.length; length++) {
    assert.throws(() =>
      decryptGcm(hex(specKey), Buffer.alloc(12), Buffer.alloc(0), sealed.subarray(0, length)),
    );
  }
});

test('S15: parts joined with their lengths cannot be moved from one part to the next', () => {
  const joined = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc'], ['a', 'b', 'c']].map((parts) =>
    joinWithLengths(parts).toString('hex'),
  );
  assert.equal(new Set(joined).size, joined.length);
});
