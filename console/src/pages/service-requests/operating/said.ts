import type { CarryOutBody } from '../../../api/service-requests.ts';

/** What an operator says of a change beside what its tenant said. */
export type Said = Omit<CarryOutBody, 'confirm_no_secrets'>;
/** Undefined takes back what was said. */
export type Saying = { [Field in keyof Said]?: Said[Field] | undefined };
