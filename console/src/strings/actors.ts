const kinds: Readonly<Record<string, string>> = {
  person: 'person',
  token: 'token',
  operator_token: 'operator token',
  jwt: 'platform’s token for',
  system: 'system',
  deposit_link: 'key holder by deposit link',
};

/** Who did something, as the audit log names them. */
export const describeActor = ({ kind, id }: { kind: string; id: string }): string =>
  `${kinds[kind] ?? kind} ${id}`;
