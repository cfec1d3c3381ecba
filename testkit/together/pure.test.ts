import { listPureSuites } from './list-suites.ts';
import { runTogether } from './run-together.ts';

await runTogether(listPureSuites());
