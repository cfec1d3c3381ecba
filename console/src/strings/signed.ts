/** What is signed, and what came of checking it. */
export const signed = {
  download: 'Download',
  verify: 'Verify here',
  key: 'Signed (Ed25519) with key',
  copyKey: (keyId: string) => `Copy the id of the key ${keyId}`,
  verdicts: {
    valid: {
      title: 'The signature is right',
      body: (keyId: string) => `Key ${keyId} signed this, and nothing in it was changed since.`,
    },
    changed: {
      title: 'The statement was changed after it was signed',
      body: (fields: string) =>
        `The signature is right, but it is for another text. What can be read here differs from what was signed in: ${fields}.`,
    },
    wrong_signature: {
      title: 'The signature is wrong',
      body: (keyId: string) =>
        `Key ${keyId} did not sign this: the signed bytes, the signature or the key is not the one that it was.`,
    },
    unknown_key: {
      title: 'The key is not known',
      body: (keyId: string) =>
        `It says that key ${keyId} signed it, which is not among the keys that it was checked with: it comes from another installation, or somebody made it up.`,
    },
    no_statement: {
      title: 'This is no statement',
      body: (keyId: string) =>
        `Key ${keyId} signed these bytes, but they are none of the statements that are known here. What stands beside them is not vouched for.`,
    },
    unreadable_key: {
      title: 'The key could not be read',
      body: 'It takes an Ed25519 public key in PEM, or the saved answer of GET /ledger/keys.',
    },
    unsupported: {
      title: 'This browser cannot check it',
      body: 'It has no Ed25519, or this page was not loaded by https. That says nothing about the statement: check it with the script in docs/proof.md, which needs Node and nothing else.',
    },
  },
  published:
    'The key came from this server just now. To check without relying on it, use a key that you kept earlier: under “Verify a file” on the page Proof, or with the script in docs/proof.md.',
  kinds: {
    ledger: 'A statement of where calls went',
    routing: 'A statement of the routes that there are',
    custody: 'A custody pack',
    checkpoint: 'A checkpoint of the ledger',
    other: 'Another statement',
  },
  entries: (count: number) => (count === 1 ? 'one entry' : `${count} entries`),
  nothing: 'none',
  yes: 'yes',
  no: 'no',
} as const;
