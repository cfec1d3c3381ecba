/** How a provider shows in the catalogue, which every form is made of. */

export const credsTypes = ['API_KEY', 'OAUTH2', 'AWS', 'AZURE', 'GCP'] as const;
export type CredsType = (typeof credsTypes)[number];

/** One input of a form. Names are those of `POST /llm_credentials`. */
export interface Field {
  name: string;
  label: string;
  required: boolean;
  secret: boolean;
  /** A hint for forms, anchored; never a gate, because key formats change. */
  pattern?: string;
  help: string;
  /** Many lines: a key file, a certificate. */
  multiline?: boolean;
  options?: readonly string[];
  /** Stands under “more options” of a form. */
  advanced?: boolean;
}

/** One way to authenticate at a provider. */
export interface Variant {
  /** Stable and stored: `api_key`, `oauth2`, `aws_keys`, `aws_role`, `service_account` and so on. */
  id: string;
  credsType: CredsType;
  auth: string;
  fields: readonly Field[];
}

export interface Preset {
  id: string;
  name: string;
  baseUrl: string;
  help?: string;
}
