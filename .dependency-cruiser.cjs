// Who may import whom: the table of ARCHITECTURE.md, type imports included. No cycles, no barrels.

/** The pure rooms, and what each may reach inside worker/ beside itself and base. */
const rooms = {
  base: [],
  zab: ['data'],
  data: [],
  server: ['zab', 'data'],
  client: ['data'],
  world: ['zab', 'data', 'server', 'client'],
  trace: ['zab', 'data', 'server', 'client', 'world'],
  check: ['zab', 'data', 'server', 'client', 'world', 'trace'],
  lessons: ['zab', 'data', 'server', 'client', 'world', 'trace', 'check'],
  fuzz: ['zab', 'data', 'server', 'client', 'world', 'trace', 'check'],
};

const tests = '\\.test\\.ts$';

const ownRooms = Object.entries(rooms).map(([room, others]) => ({
  name: `room-${room}`,
  comment: `worker/${room} imports only: ${['base', room, ...others].join(', ')}.`,
  severity: 'error',
  from: { path: `^worker/${room}/`, pathNot: tests },
  to: { path: '^(worker|app|e2e)/', pathNot: `^worker/(${['base', room, ...others].join('|')})/` },
}));

/** Rooms of which only types may be used, or only named files' values. */
const typesOnly = [
  { room: 'zab', of: '^worker/data/', except: '^worker/data/(base64|config-text)\\.ts$' },
  { room: 'trace', of: '^worker/(zab|server|client|world)/', except: '^$' },
  { room: 'check', of: '^worker/(server|client|world)/', except: '^$' },
  { room: 'lessons', of: '^worker/(zab|data|server|client)/', except: '^$' },
].map(({ room, of, except }) => ({
  name: `types-only-${room}`,
  comment: `worker/${room} knows these rooms by their types alone.`,
  severity: 'error',
  from: { path: `^worker/${room}/`, pathNot: tests },
  to: { path: of, pathNot: except, dependencyTypesNot: ['type-only'] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'No cycles, type imports included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-barrel',
      comment: 'Import the file that holds the thing.',
      severity: 'error',
      from: {},
      to: { path: '/index\\.ts$', pathNot: 'node_modules' },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(worker|raw|url|inline)' },
    },
    ...ownRooms,
    ...typesOnly,
    {
      name: 'pure-packages',
      comment:
        'A pure room knows no package but the hashes that digest ACLs need, and nothing of Node.',
      severity: 'error',
      from: { path: `^worker/(${Object.keys(rooms).join('|')})/`, pathNot: tests },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'],
        pathNot: 'node_modules/(@noble/hashes|pure-rand|valibot)/',
      },
    },
    {
      name: 'tests-of-pure-rooms',
      comment: 'A test may reach any room below the rim, to build what it claims something about.',
      severity: 'error',
      from: { path: `^worker/(${Object.keys(rooms).join('|')})/.*${tests}` },
      to: { path: '^(app|e2e)/|^worker/host/(?!surface)' },
    },
    {
      name: 'host',
      comment: 'The rim knows the rooms, not the picture.',
      severity: 'error',
      from: { path: '^worker/(host|bench)/' },
      to: { path: '^(app|e2e)/' },
    },
    {
      name: 'app-worker-values',
      comment:
        'app knows trace, check and lessons; of the rest of worker/ the types of the surface, of events and recordings.',
      severity: 'error',
      from: { path: '^app/', pathNot: tests },
      to: {
        path: '^worker/',
        // The engine is made by the pages alone: the rule app-types keeps it from the regions.
        pathNot: '^worker/(base|trace|check|lessons)/|^worker/host/(late-)?engine[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'app-types',
      comment:
        'app/state and the pages reach the types that facts are made of; a region does not see the host.',
      severity: 'error',
      from: { path: '^app/', pathNot: `^app/([^/]+|state/.*|embed/.*)$|${tests}` },
      to: { path: '^worker/', pathNot: '^worker/(base|trace|check|lessons|world/recording)' },
    },
    {
      name: 'engine-by-pages',
      comment: 'The pages alone make an engine and hand it down.',
      severity: 'error',
      from: { path: '^app/', pathNot: `^app/([^/]+|embed/.*)$|${tests}` },
      to: { path: '^worker/host/(late-)?engine[.]ts$' },
    },
    {
      name: 'app-state',
      comment: 'State knows no region of the screen.',
      severity: 'error',
      from: { path: '^app/state/' },
      to: { path: '^app/', pathNot: '^app/(state|messages)/' },
    },
    {
      name: 'app-ui',
      comment: 'Buttons, panes and dialogs know nothing of ZooKeeper.',
      severity: 'error',
      from: { path: '^app/(ui|messages)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(app|worker)/', pathNot: '^app/(ui|messages)/' },
    },
    {
      name: 'app-region',
      comment: 'A region knows itself, state, ui and messages; only the pages compose regions.',
      severity: 'error',
      from: { path: '^app/(?!state/|ui/|messages/|embed/)([^/]+)/' },
      to: { path: '^app/', pathNot: '^app/(tokens\\.css$|(state|ui|messages|$1)/)' },
    },
    {
      name: 'e2e',
      comment: 'End-to-end tests know the page and the tools that build it, not its source.',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(app|worker)/', pathNot: '^worker/host/cli/[a-z-]+\\.mjs$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|dist-node|dist-npm|test-results|playwright-report|e2e/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'types', 'node', 'default'],
      extensions: ['.ts', '.svelte', '.mjs', '.js', '.json'],
    },
  },
};
