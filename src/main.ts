#!/usr/bin/env node
import cluster from 'node:cluster';

const nodeMajorMin = 24;

/** Said before anything newer is loaded: an old Node would otherwise fail on the first thing that it does not know. */
if (Number.parseInt(process.versions.node, 10) < nodeMajorMin) {
  process.stderr.write(
    `Plugboard needs Node ${nodeMajorMin} or newer; this is ${process.versions.node}.\n` +
      'In a clone, `npm start` brings its own. For the package, install a newer Node: https://nodejs.org\n',
  );
  process.exitCode = 1;
} else {
  const { run } = await import('./cli/run.ts');
  process.exitCode = await run(process.argv.slice(2), cluster);
}
