/** Who may import whom (docs/ARCHITECTURE.md, "Layout"). Every folder lists what it may reach; all else is an error. */

/** @param {string} name @param {string} from @param {string[]} allowed folders, beside its own @param {string} why */
const mayOnlyImport = (name, from, allowed, why) => ({
  name,
  comment: why,
  severity: 'error',
  from: { path: `^${from}/` },
  to: {
    path: '^(main|renderer|shared|sealing|sync|relay|migrations|test|bench|scripts)/',
    pathNot: allowed.map((folder) => `^${folder}/`),
  },
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'The import names nothing that exists.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-packages-only',
      comment: 'A package that comes along with another may be gone tomorrow.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-packages-at-run-time',
      comment: 'What runs at a hotel is installed without the development packages.',
      severity: 'error',
      from: { path: '^(main|shared|sealing|sync|relay|migrations)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/electron/',
      },
    },
    mayOnlyImport(
      'shared-stands-alone',
      'shared',
      ['shared'],
      'It runs in the host, in sync, in the relay and in a browser.',
    ),
    {
      name: 'shared-runs-anywhere',
      comment: 'No Node built-ins in what a browser loads.',
      severity: 'error',
      from: { path: '^(shared|renderer)/', pathNot: '^renderer/vite\\.config\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    mayOnlyImport(
      'sealing-stands-alone',
      'sealing',
      ['sealing'],
      'The relay seals and the hotel opens by the same few lines; shared may not hold them, as they need Node’s crypto.',
    ),
    mayOnlyImport(
      'renderer-speaks-the-contract',
      'renderer',
      ['renderer', 'shared'],
      'The page knows the host by its contract.',
    ),
    mayOnlyImport(
      'store-is-lowest',
      'main/store',
      ['main/store', 'shared', 'migrations'],
      'The store knows no domain.',
    ),
    mayOnlyImport(
      'ledger-over-store',
      'main/ledger',
      ['main/ledger', 'main/store', 'shared', 'migrations'],
      'The domain knows no transport.',
    ),
    mayOnlyImport(
      'api-over-ledger',
      'main/api',
      ['main/api', 'main/ledger', 'main/store', 'shared'],
      'Procedures call the ledger.',
    ),
    mayOnlyImport(
      'host-composes',
      'main/host',
      ['main/host', 'main/api', 'main/ledger', 'main/store', 'shared', 'sealing'],
      'The host starts sync and the sandbox as processes, by their paths.',
    ),
    mayOnlyImport(
      'shell-is-thin',
      'main/shell',
      ['main/shell', 'shared'],
      'The shell knows the host by its path.',
    ),
    mayOnlyImport(
      'migrations-stand-alone',
      'migrations',
      ['migrations', 'shared'],
      'A migration must mean the same in ten years.',
    ),
    mayOnlyImport(
      'sync-over-the-link',
      'sync',
      ['sync', 'shared', 'sealing'],
      'Sync has no database handle; it speaks to the host.',
    ),
    mayOnlyImport(
      'engine-over-ports',
      'sync/engine',
      ['sync/engine', 'shared'],
      'The engine knows channels by its port only.',
    ),
    {
      name: 'sandbox-stands-in',
      comment:
        'A stand-in that shared meanings with what it tests would share its mistakes; plain XML has none.',
      severity: 'error',
      from: { path: '^sync/sandbox/' },
      to: { path: '^sync/(engine|channels|[^/]+$)', pathNot: '^sync/channels/[^/]+/xml-' },
    },
    {
      name: 'channels-do-not-meet',
      comment:
        'An adapter knows its own channel, and how to read JSON, to read and write XML, and to read reservations of OTA.',
      severity: 'error',
      from: { path: '^sync/channels/([^/]+)/' },
      to: { path: '^sync/channels/([^/]+)/', pathNot: '^sync/channels/($1|json|ota|xml)/' },
    },
    {
      name: 'relay-is-blind',
      comment: 'The relay knows webhooks, no prices and no inventory.',
      severity: 'error',
      from: { path: '^relay/' },
      to: {
        path: '^(main|renderer|migrations|sync|test)/',
        pathNot: ['^sync/channels/[^/]+/webhook', '^sync/channels/webhook-form'],
      },
    },
    {
      name: 'electron-in-the-shell-only',
      comment: 'The same host runs under plain Node; elsewhere only `import type`.',
      severity: 'error',
      from: { pathNot: '^main/shell/' },
      to: { path: 'node_modules/electron/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-needs-tests',
      comment: 'Tests and scripts stand on top; nothing that is delivered stands on them.',
      severity: 'error',
      from: { path: '^(main|renderer|shared|sealing|sync|relay|migrations)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
  ],
  options: {
    // TypeScript 7 has no compiler API to parse with.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test-results)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'],
    },
  },
}
