// What may not be written where. `no-restricted-syntax` of a later block replaces that of an earlier one, hence one list per area.
const forbid = (message, ...selectors) => selectors.map((selector) => ({ selector, message }));

const environment = forbid(
  'The environment is read in libs/server/src/platform/config, apps/portal/src/environment.ts and apps/media/src/settings.ts only.',
  "MemberExpression[object.name='process']:matches([property.name='env'], [property.value='env'])",
  "VariableDeclarator[init.name='process'] Property[key.name='env']",
  "ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
);
const names = [
  ...forbid(
    'A name that ends in Dto says nothing: name the thing.',
    ':matches(ClassDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration)[id.name=/Dto$/i]',
  ),
  ...forbid('forwardRef hides a cycle: let one side record an event.', "ImportSpecifier[imported.name='forwardRef']"),
];
const hiddenInput = forbid(
  'A rule is pure: time and chance are passed in.',
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.object.name='Math'][callee.property.name='random']",
  "MemberExpression[object.name='Temporal'][property.name='Now']",
);
const aroundTheDatabaseRules = forbid(
  'Only platform/db goes around the filters, the typed queries or the connection that carries the identity.',
  "Property[key.name='filters'][value.raw='false']",
  'CallExpression[callee.property.name=/^(createQueryBuilder|getConnection)$/]',
);
const databaseDay = forbid(
  'The database counts days in UTC, so from 00:00 to 08:00 in Shanghai its date is yesterday: local_today() is today.',
  'TemplateElement[value.raw=/current_date/]',
  'Literal[value=/current_date/]',
);
const rawRequests = forbid(
  'Ask through call() of the web platform: it carries session, appointment and idempotency key.',
  "CallExpression[callee.name='fetch']",
  "CallExpression[callee.object.name=/^(window|globalThis|self)$/][callee.property.name='fetch']",
  'NewExpression[callee.name=/^(XMLHttpRequest|EventSource|WebSocket)$/]',
);

const say = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] });
const spec = ['**/*.spec.{ts,tsx}'];

/** Later blocks win, so the most particular come last. */
export const words = [
  { files: ['{apps,libs}/**/*.{ts,tsx}'], rules: say(names, environment) },
  { files: ['test/**/*.ts', 'apps/*/*.ts'], rules: say(names) },
  { files: ['libs/domain/src/**/*.ts'], ignores: spec, rules: say(names, environment, hiddenInput) },
  { files: ['libs/server/src/**/*.ts'], ignores: spec, rules: say(names, environment, aroundTheDatabaseRules, databaseDay) },
  { files: ['libs/server/src/platform/db/**/*.ts'], rules: say(names, environment, databaseDay) },
  // local_today() came with 0007, which replaced what 0006 asks
  { files: ['libs/server/src/{platform/db/migrations/0006-definer-functions,testing/**/*}.ts'], rules: say(names, environment) },
  { files: ['libs/server/src/platform/config/*.ts', 'apps/{portal/src/environment,media/src/settings}.ts'], rules: say(names) },
  { files: ['apps/web/src/**/*.{ts,tsx}'], ignores: [...spec, 'apps/web/src/platform/**'], rules: say(names, environment, rawRequests) },
  {
    files: ['{apps,libs,test}/**/{index,utils,common,helpers,manager}.{ts,tsx}', '{apps,libs,test}/**/{utils,common,helpers,manager}/**'],
    rules: say(forbid('No barrels, and no utils, common, helpers, manager: name the file or folder after what it holds.', 'Program')),
  },
  {
    files: ['{apps,libs,test}/**/*{.,-}{utils,common,helpers,manager}.{ts,tsx}'],
    rules: say(forbid('No utils, common, helpers, manager: name the file after what it holds.', 'Program')),
  },
];
