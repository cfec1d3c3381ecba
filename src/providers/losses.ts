import { refuse } from './conversation.ts';
import type { ChatExtras } from './provider.ts';

/** Where nobody said that fields may be dropped: what cannot be expressed is a 400 that names the field. */
export const strict: ChatExtras = { lose: refuse, adjust: () => undefined };
