import { runBundle } from './run-bundle.ts';

runBundle(2);
