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
  process.exitCode = await run(process.argv.slice(2), cluster.isPrimary ? superviseWorkers : undefined);
  // The channel to the first process would keep a worker alive that has nothing left to do.
  if (cluster.isWorker) process.disconnect();
}

/** One process a core; the operating system spreads the connections. A worker that dies is replaced. */
function superviseWorkers(count: number): Promise<number> {
  let stopping = false;
  let worst = 0;
  const listening = new Set<number>();
  for (let started = 0; started < count; started += 1) cluster.fork();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stopping = true;
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal);
    });
  }
  cluster.on('listening', (worker) => listening.add(worker.id));
  return new Promise((resolve) => {
    cluster.on('exit', (worker, code) => {
      if (!stopping) worst = Math.max(worst, code ?? 1);
      // One that could not even start would be replaced for ever.
      if (!stopping && listening.has(worker.id)) cluster.fork();
      else if (Object.keys(cluster.workers ?? {}).length === 0) resolve(stopping ? 0 : worst);
    });
  });
}
