import type { JSONColumnType } from 'kysely';
import type { DepositRecord, DepositTest, ReceivedDeposit } from '../kernel/deposits.ts';
import type { Environment } from '../kernel/scope.ts';

export interface DepositTables {
  deposits: {
    tenant_id: string;
    environment: Environment;
    id: string;
    token_hash: Uint8Array;
    service_request_id: string | null;
    name: string;
    catalogue_id: string;
    variant: string;
    settings: JSONColumnType<Record<string, string>>;
    origins: string[];
    model_name: string | null;
    replaces: string | null;
    created_by_kind: DepositRecord['createdBy']['kind'];
    created_by_id: string;
    created_at: Date;
    expires_at: Date;
    opened_at: Date | null;
    revoked_at: Date | null;
    test: JSONColumnType<DepositTest> | null;
    received: JSONColumnType<ReceivedDeposit> | null;
    received_at: Date | null;
  };
}
