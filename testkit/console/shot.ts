import type { ConsoleVisit, Person } from './open-console.ts';

/** One picture of a page, in both themes. */
export interface Shot {
  name: string;
  path: string;
  person: Person;
  width?: number;
  /** Taller than a screen, where what matters comes later. */
  height?: number;
  /** What is done there first. */
  act?: (visit: ConsoleVisit) => Promise<void>;
}
