import { listPureSuites } from './list-suites.ts';
import { runSuites } from './run-bundle.ts';

runSuites(listPureSuites());
