// The import table of the house, as rules. Each is an error and each has a canary in test/house/boundaries.spec.ts.
const own = (folder) => `^${folder}/`
const lib = (name) => `^libs/${name}/`
const packages = { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] }
const anythingBut = (...names) => ({ path: '^(apps|libs|migrations|test)/', pathNot: names.map(lib) })
const stores = '(^|/)node_modules/(@nestjs/)?(typeorm|pg|bullmq|nodemailer)/'
const anyApp = '^apps/'
const doors = { registration: 'registration', staff: 'staff', worker: 'worker', cli: 'cli' }
const specs = '\\.spec\\.tsx?$'

const onlyTheDoor = ([app, door]) => ({
  name: `only-the-${door}-door`,
  severity: 'error',
  from: { path: own(`apps/${app}`) },
  to: { path: lib('features'), pathNot: `^libs/features/src/[^/]+/${door}/` },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'domain-is-an-island',
      severity: 'error',
      from: { path: lib('domain'), pathNot: specs },
      to: anythingBut('domain'),
    },
    {
      name: 'domain-has-no-packages',
      severity: 'error',
      from: { path: lib('domain'), pathNot: specs },
      to: { dependencyTypes: [...packages.dependencyTypes, 'core'] },
    },
    {
      name: 'words-stand-alone',
      severity: 'error',
      from: { path: lib('words'), pathNot: specs },
      to: anythingBut('words'),
    },
    {
      name: 'platform-knows-no-subject',
      severity: 'error',
      from: { path: lib('platform'), pathNot: specs },
      to: anythingBut('platform', 'domain', 'words'),
    },
    {
      name: 'ui-is-presentation-only',
      severity: 'error',
      from: { path: lib('ui'), pathNot: specs },
      to: { ...anythingBut('ui', 'words', 'domain'), path: `^(apps|libs|migrations|test)/|${stores}` },
    },
    {
      name: 'ui-takes-types-of-domain-only',
      severity: 'error',
      from: { path: lib('ui'), pathNot: specs },
      to: { path: lib('domain'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-know-no-app',
      severity: 'error',
      from: { path: lib('features'), pathNot: specs },
      to: { path: '^(apps|test|migrations|libs/ui)/' },
    },
    {
      name: 'features-meet-at-the-front-door',
      severity: 'error',
      from: { path: '^libs/features/src/([^/]+)/', pathNot: specs },
      to: {
        path: '^libs/features/src/([^/]+)/',
        pathNot: ['^libs/features/src/$1/', '^libs/features/src/[^/]+/(index|index\\.orm|events|jobs)\\.ts$'],
      },
    },
    { name: 'apps-do-not-meet', severity: 'error', from: { path: '^apps/([^/]+)/' }, to: { path: anyApp, pathNot: '^apps/$1/' } },
    ...Object.entries(doors).map(onlyTheDoor),
    {
      name: 'no-orm-in-web-apps',
      severity: 'error',
      from: { path: '^apps/(registration|staff)/' },
      to: { path: stores },
    },
    {
      name: 'registration-without-orm',
      severity: 'error',
      from: { path: own('apps/registration') },
      to: { path: '(^|/)node_modules/(@nestjs/)?(typeorm|bullmq|nodemailer)/', reachable: true },
    },
    {
      name: 'no-mail-outside-platform',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: lib('platform') },
      to: { path: '(^|/)node_modules/nodemailer/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
