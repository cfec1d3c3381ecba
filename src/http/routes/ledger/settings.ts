import { ledgerSettings, putLedgerSettingsBody } from '../../../contract/ledger.ts';
import { getLedgerSettings, putLedgerSettings } from '../../../control/ledger/settings.ts';
import type { LedgerSettings } from '../../../control/ledger-ports.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { maybeInstant } from '../answers.ts';
import { common } from './common.ts';

const path = '/ai/api/v1/ledger/settings';

export const getLedgerSettingsRoute = defineRoute({
  ...common,
  method: 'GET',
  path,
  summary: 'See how long the rows of the environment’s ledger are kept',
  answers: { 200: ledgerSettings },
  handle: async (call) => {
    const settings = await getLedgerSettings(call.services.store, placeOf(call));
    return { status: 200, body: toSettingsAnswer(settings) };
  },
});

export const putLedgerSettingsRoute = defineRoute({
  ...common,
  access: { permission: 'ledger_settings.manage' },
  method: 'PUT',
  path,
  summary:
    'Say how long the rows of the environment’s ledger are kept; where they begin is signed before any is removed',
  body: putLedgerSettingsBody,
  answers: { 200: ledgerSettings },
  handle: async (call) => {
    const { act } = callerOf(call);
    const settings = await putLedgerSettings(call.services, act, placeOf(call), call.body.retention_days);
    return { status: 200, body: toSettingsAnswer(settings) };
  },
});

function toSettingsAnswer({ retentionDays, updatedAt }: LedgerSettings) {
  return { retention_days: retentionDays, updated_at: maybeInstant(updatedAt) };
}
