import { configRecord, credentialRecord, house, settingsRecord } from './routing-records.ts';

/** Two own accounts and the platform’s, whose model has a name that own models can have too. */

export const openai = credentialRecord('my-openai');
export const azure = credentialRecord('my-azure');
export const houseAccount = credentialRecord('house-account', house);
export const managed = configRecord('house', houseAccount, { modelName: 'gpt-4o', isDefault: true });
export const accounts = [openai, azure, houseAccount];
export const byo = [settingsRecord('byo')];
