/**
 * The floors of the house (docs/ARCHITECTURE.md). A folder may import what its floor names and itself, nothing
 * else; tools/floors.test.ts plants one violation for every rule here and expects each to be reported.
 */

/** folder of src → the folders of src that it may import. A folder that is not named here may not exist. */
const floors = {
  kernel: [],
  config: ['kernel'],
  contract: ['kernel'],
  providers: ['kernel', 'contract'],
  snapshot: ['kernel', 'contract'],
  gateway: ['kernel', 'contract', 'providers', 'snapshot'],
  control: ['kernel', 'contract', 'providers', 'snapshot'],
  vault: ['kernel', 'contract'],
  storage: ['kernel', 'contract'],
  egress: ['kernel', 'contract'],
  journal: ['kernel', 'contract'],
  queue: ['kernel', 'contract'],
  notify: ['kernel', 'contract'],
  telemetry: ['kernel', 'contract'],
  http: ['kernel', 'contract', 'providers', 'snapshot', 'gateway', 'control'],
};

/** Folders that implement what floor 3 asks for, and therefore may know its ports: as types only. */
const implementers = ['vault', 'storage', 'egress', 'journal', 'queue', 'notify', 'telemetry'];
const ports = '^src/(control|gateway|snapshot)/[a-z-]*ports\\.ts$';

/** Egress sends what providers plan: it knows the shape of a plan, as a type. */
const plans = '^src/providers/provider\\.ts$';

/** Floor 6: the composition root with its steps, and the command line. */
const top = '^src/((app|main)\\.ts$|boot/|cli/)';

/** Tests live beside the code and may bring anything together; what they import is not part of the product. */
const test = '\\.test\\.ts$';

const io =
  'fs|fs/promises|net|http|http2|https|dns|dns/promises|child_process|worker_threads|tls|dgram|cluster';
const network = 'net|tls|http|http2|https|dns|dns/promises|dgram';
const core = (names) => `^(node:)?(${names})$`;
const npm = (names) => `(^|/)node_modules/(${names})/`;

const floorRules = Object.entries(floors).map(([folder, allowed]) => ({
  name: `floor-${folder}`,
  comment: `src/${folder} may import ${['itself', ...allowed].join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: test },
  to: {
    path: '^src/',
    pathNot: [
      `^src/(${[folder, ...allowed].join('|')})/`,
      ...(implementers.includes(folder) ? [ports] : []),
      ...(folder === 'egress' ? [plans] : []),
    ],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'ports-are-types',
      comment: 'Whoever implements a port imports its type; a value would tie the two floors together.',
      severity: 'error',
      from: { path: `^src/(${implementers.join('|')})/`, pathNot: test },
      to: { path: [ports, plans], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'providers-apart',
      comment:
        'A provider knows its own folder, openai-compatible and the wires that several share; only the registry knows them all.',
      severity: 'error',
      from: { path: '^src/providers/([^/]+)/', pathNot: test },
      to: {
        path: '^src/providers/[^/]+/',
        pathNot: '^src/providers/($1|openai-compatible|wire-anthropic|wire-gemini)/',
      },
    },
    {
      name: 'providers-are-pure',
      severity: 'error',
      from: { path: '^src/providers/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-floors-do-no-io',
      severity: 'error',
      from: { path: '^src/(kernel|contract|snapshot|control)/', pathNot: test },
      to: { path: core(io), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'network-modules',
      comment: 'Sockets are opened by egress and accepted by http. Config reads addresses (isIP, BlockList).',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(config|egress|http|storage)/', top, test] },
      to: { path: core(network), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'database-libraries',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/storage/', test] },
      to: { path: npm('pg|kysely|@electric-sql/pglite') },
    },
    {
      name: 'queue-library',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/queue/', test] },
      to: { path: npm('pg-boss') },
    },
    {
      name: 'outbound-library',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/egress/', test] },
      to: { path: npm('undici') },
    },
    {
      name: 'configuration-from-the-top',
      comment:
        'Only the composition root and the CLI see the configuration; everyone else is handed what it needs.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/config/', top, test] },
      to: { path: '^src/config/' },
    },
    {
      name: 'nothing-imports-the-top',
      severity: 'error',
      from: { path: '^src/', pathNot: [top, test] },
      to: { path: top },
    },
    {
      name: 'product-without-its-tools',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: ['^(testkit|bench|tools|console)/', test] },
    },
    {
      name: 'console-stands-alone',
      comment: 'The console knows the API by its document, not by our source.',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^(src|testkit|bench|tools)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^(src|testkit|console)/' },
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: { path: '^(src|testkit|tools|bench)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Without this, `import type` is invisible and every rule about types holds by accident.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
