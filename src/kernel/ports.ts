/** Ports that several floors share: what the inside needs of the outside, without knowing who gives it. */

export interface OutboundRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export interface OutboundAnswer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: Uint8Array;
}

/**
 * The guarded way out for destinations from the operator's own configuration: key services, identity providers,
 * trace collectors. Bounded in time and size; a redirect is an error; metadata addresses are never reached.
 */
export type SendAsOperator = (request: OutboundRequest) => Promise<OutboundAnswer>;

/** A tenant's data key as it rests: wrapped by one version of the key-encryption key. */
export interface WrappedTenantKey {
  tenantId: string;
  kekVersion: string;
  wrapped: Uint8Array;
}

/** A known text sealed under one version of the key-encryption key: it shows at boot whether that key is right. */
export interface KeyCanary {
  kekVersion: string;
  wrapped: Uint8Array;
}

export interface TenantKeyStore {
  findKey(tenantId: string): Promise<WrappedTenantKey | undefined>;
  /** Keeps the row that is there; answers the row that stands afterwards. */
  insertKeyIfAbsent(key: WrappedTenantKey): Promise<WrappedTenantKey>;
  /** True when the row still had `fromVersion`: a rewrap never overwrites a newer one, nor a deleted tenant's. */
  replaceKey(key: WrappedTenantKey, fromVersion: string): Promise<boolean>;
  listKeysNotUnder(kekVersion: string, afterTenantId: string, limit: number): Promise<WrappedTenantKey[]>;
  countKeysByVersion(): Promise<Record<string, number>>;

  listCanaries(): Promise<KeyCanary[]>;
  insertCanaryIfAbsent(canary: KeyCanary): Promise<void>;
  /** False, and nothing is deleted, while a tenant's key is wrapped by this version: one transaction decides. */
  deleteCanaryIfUnused(kekVersion: string): Promise<boolean>;
}
