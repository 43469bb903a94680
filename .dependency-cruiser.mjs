// The import table of the project: arrows point one way. Each comment says what to do instead.

const ports = String.raw`^server/src/(ledger|identify|enrich|elect|store|search|feeds)/(?!adapters/)[^/]+\.ts$`;
const stage = (name, comment) => ({
  name: `${name}-is-apart`,
  comment,
  severity: 'error',
  from: { path: `^server/src/${name}/` },
  to: {
    path: ['^server/src/', '^harvesters/', '^shapes/', '^app/'],
    pathNot: [`^server/src/(${name}|domain)/`, ports, ...(name === 'elect' ? ['^shapes/'] : [])],
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two modules that need each other are one module, or lack a third one that both import.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'ontology-imports-nothing',
      comment:
        'The vocabulary is the base of everything: move what you need into it, or do the work in the caller.',
      severity: 'error',
      from: { path: '^ontology/(src|scripts)/' },
      to: { path: '^(shapes|harvesters|server|app)/' },
    },
    {
      name: 'shapes-know-only-words',
      comment: 'Shapes check quads. Hand them quads; they know neither sources nor the server.',
      severity: 'error',
      from: { path: '^shapes/src/' },
      to: { path: '^(harvesters|server|app)/' },
    },
    {
      name: 'harvesters-do-not-know-the-server',
      comment: 'A harvester yields records and quads; the pipeline of the server takes them from there.',
      severity: 'error',
      from: { path: '^harvesters/src/' },
      to: { path: '^(server|app|shapes)/' },
    },
    {
      name: 'harvest-leaves-import-nothing',
      comment: 'fetch, parse, split and source are leaves: pass what they need as an argument.',
      severity: 'error',
      from: { path: '^harvesters/src/(fetch|parse|split|source)/' },
      to: { path: '^(ontology|harvesters/src)/', pathNot: '^harvesters/src/$1/' },
    },
    {
      name: 'map-knows-only-words',
      comment: 'A mapping sees one record and the vocabulary; it never fetches or parses.',
      severity: 'error',
      from: { path: '^harvesters/src/map/' },
      to: { path: '^harvesters/src/', pathNot: '^harvesters/src/map/' },
    },
    {
      name: 'protocols-fetch-and-parse',
      comment: 'A protocol lists raw records by fetch and parse; mapping comes later.',
      severity: 'error',
      from: { path: '^harvesters/src/protocols/' },
      to: {
        path: '^(ontology|harvesters/src)/',
        pathNot: '^harvesters/src/(protocols|fetch|parse)/|^harvesters/src/protocol\\.ts$',
      },
    },
    {
      name: 'domain-is-pure',
      comment: 'No I/O, clock or randomness in the domain: take the value as a parameter.',
      severity: 'error',
      from: { path: '^server/src/domain/' },
      to: {
        path: [
          '^server/src/(?!domain/)',
          '^(harvesters|shapes|app)/',
          '^node:(fs|net|http|child_process|worker_threads|timers)',
        ],
      },
    },
    stage('ledger', 'The ledger keeps rows; rules live in the domain and in the stages.'),
    stage('identify', 'Reach another stage only through its port.'),
    stage('enrich', 'Reach another stage only through its port.'),
    stage(
      'elect',
      'Election is pure: claims in, publication out. Reach another stage only through its port.',
    ),
    stage('store', 'The triple store is a view of the ledger: reach another stage only through its port.'),
    stage('search', 'The search index is a view of the ledger: reach another stage only through its port.'),
    stage('feeds', 'Feeds are a view of the ledger: reach another stage only through its port.'),
    {
      name: 'use-cases-know-ports-only',
      comment: 'Pipeline and back office call ports; adapters are handed to them by the composition root.',
      severity: 'error',
      from: { path: '^server/src/(pipeline|backoffice)/' },
      to: { path: ['/adapters/', '^server/src/(serve|main)/', '^app/'] },
    },
    {
      name: 'serve-is-the-edge',
      comment: 'Routes parse, call one use case, answer: they know ports and contract.ts.',
      severity: 'error',
      from: { path: '^server/src/serve/' },
      to: { path: ['/adapters/', '^server/src/(pipeline|main)/', '^(harvesters|shapes|app)/'] },
    },
    {
      name: 'adapters-are-wired-by-main',
      comment: 'Ask for the port; `server/src/main` chooses the adapter.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/main/|/adapters/' },
      to: { path: '/adapters/' },
    },
    {
      name: 'nobody-imports-main',
      comment: 'The composition root is the top: what others need belongs below it.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/main/' },
      to: { path: '^server/src/main/' },
    },
    {
      name: 'app-knows-the-contract-only',
      comment: 'Pages get their data through the CarrefourClient that they are given.',
      severity: 'error',
      from: { path: '^app/src/' },
      to: { path: '^(ontology|shapes|harvesters|server)/', pathNot: '^server/src/contract\\.ts$' },
    },
    {
      name: 'app-takes-types-only',
      comment: 'The browser bundle holds no server code: import types.',
      severity: 'error',
      from: { path: '^app/src/' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workspaces-by-name',
      comment: 'Import a workspace by its package name, never by a path into it.',
      severity: 'error',
      from: { path: '^(ontology|shapes|harvesters|server|app)/' },
      to: { path: '^(ontology|shapes|harvesters|server)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.svelte-kit|build|paraglide|\\.tsbuild)(/|$)|\\$types|fixtures/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
    },
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
