export type KmsConfig =
  | { kind: 'vault-transit'; address: string; mount: string; keyName: string; namespace?: string }
  | { kind: 'aws-kms'; region: string; keyId: string; endpoint: string };

export type ParsedKmsUrl = { ok: true; config: KmsConfig } | { ok: false; problem: string };

const vaultForm = 'vault://host:8200/<mount>/<key>';
const awsForm = 'aws-kms://<region>/<key id, ARN or alias/name>';
const awsPattern = /^aws-kms:\/\/([^/?#]*)\/([A-Za-z0-9:/_-]+)(?:\?([^#]*))?$/;
const regionPattern = /^[a-z]{2}(?:-[a-z]+)+-\d$/;
const vaultPathPattern = /^[A-Za-z0-9._-]+$/;

/** Problems never repeat the text: someone will put a token into it. */
export function parseKmsUrl(text: string): ParsedKmsUrl {
  if (/^vault(?:\+https?)?:\/\//.test(text)) return parseVault(text);
  if (text.startsWith('aws-kms://')) return parseAws(text);
  return { ok: false, problem: `write ${vaultForm} or ${awsForm}` };
}

function parseVault(text: string): ParsedKmsUrl {
  // Read as the URL that will be called: one parse decides which host that is.
  const url = URL.parse(text.replace(/^vault(?:\+(https?))?:/, (_, scheme = 'https') => `${scheme}:`));
  if (url === null) return { ok: false, problem: `write ${vaultForm}` };
  if (url.username !== '' || url.password !== '')
    return { ok: false, problem: 'a token does not belong into the URL' };
  if (url.hash !== '') return { ok: false, problem: `write ${vaultForm}` };
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const keyName = segments.pop();
  if (keyName === undefined || segments.length === 0 || ![keyName, ...segments].every(isVaultSegment)) {
    return { ok: false, problem: `name the mount and the key: ${vaultForm}` };
  }
  const unknown = findUnknownParameter(url.searchParams, 'namespace');
  if (unknown !== undefined) return unknown;
  const namespace = url.searchParams.get('namespace');
  if (namespace !== null && !namespace.split('/').every(isVaultSegment)) {
    return { ok: false, problem: '`namespace` is not a path of names' };
  }
  const config: KmsConfig = {
    kind: 'vault-transit',
    address: url.origin,
    mount: segments.join('/'),
    keyName,
  };
  return { ok: true, config: namespace === null ? config : { ...config, namespace } };
}

function isVaultSegment(segment: string): boolean {
  return vaultPathPattern.test(segment) && segment !== '.' && segment !== '..';
}

function parseAws(text: string): ParsedKmsUrl {
  const [, region, keyId, query] = awsPattern.exec(text) ?? [];
  if (region === undefined || keyId === undefined) return { ok: false, problem: `write ${awsForm}` };
  if (!regionPattern.test(region))
    return { ok: false, problem: 'the region is not the name of an AWS region' };
  const parameters = new URLSearchParams(query);
  const unknown = findUnknownParameter(parameters, 'endpoint');
  if (unknown !== undefined) return unknown;
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const endpoint = URL.parse(parameters.get('endpoint') ?? `https://kms.${region}.${suffix}`);
  if (endpoint === null || !/^https?:$/.test(endpoint.protocol) || endpoint.href !== `${endpoint.origin}/`) {
    return { ok: false, problem: '`endpoint` is not a plain http(s) origin' };
  }
  return { ok: true, config: { kind: 'aws-kms', region, keyId, endpoint: endpoint.origin } };
}

function findUnknownParameter(parameters: URLSearchParams, known: string): ParsedKmsUrl | undefined {
  const names = [...parameters.keys()];
  if (names.some((name) => name !== known))
    return { ok: false, problem: `only \`${known}\` may follow the "?"` };
  if (names.length > 1) return { ok: false, problem: `\`${known}\` is given twice` };
  return undefined;
}
