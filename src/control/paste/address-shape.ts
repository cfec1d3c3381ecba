import type { CredsType } from '../../providers/catalogue.ts';
import type { ProviderName } from '../../providers/provider.ts';
import type { Sentence, TextField } from './draft.ts';

/** What an address tells about an account. */
export interface Address {
  title: string;
  /** What tells this account from another one of the same provider. */
  detail?: string;
  provider: ProviderName;
  credsType: CredsType;
  fields: Partial<Record<TextField, string>>;
  model?: string | undefined;
  deployment?: string | undefined;
  notes?: readonly Sentence[];
}
