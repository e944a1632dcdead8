// Plants forbidden imports in a copy of the workspace's skeleton and lints it as `npm run lint` does.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ground, planted } from './planted.mjs';

const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'alliance-walls-'));
const write = (file, text) => {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
};

/** The packages of this checkout, but the workspace's own projects are those of the copy. */
function linkPackages() {
  mkdirSync(join(copy, 'node_modules/@alliance'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@alliance' && name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  }
  for (const path of globSync('{apps,libs}/*', { cwd: copy })) {
    symlinkSync(join(copy, path), join(copy, 'node_modules/@alliance', path.split('/')[1]));
  }
}

function run(...command) {
  const env = { ...process.env, NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: copy, NODE_OPTIONS: '' };
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: copy, env, encoding: 'utf8', maxBuffer: 1e8 });
  return { stdout, stderr };
}

// Planted files point both ways between projects: each has to meet its own wall, not the one against circles.
const lintConfig = `import config from './infra/lint/eslint.config.mjs';
const NX = '@nx/enforce-module-boundaries';
const names = ['domain', 'contracts', 'server', 'demo', 'web', 'api'].map((name) => '@alliance/' + name);
const ignoredCircularDependencies = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b]));
const straight = ([level, options]) => [level, { ...options, ignoredCircularDependencies }];
export default config.map((block) => (block.rules?.[NX] ? { ...block, rules: { ...block.rules, [NX]: straight(block.rules[NX]) } } : block));
`;
const found = new Map();

beforeAll(() => {
  const skeleton = ['package.json', 'tsconfig*.json', '{apps,libs}/*/{package,tsconfig*}.json', 'test/{package,tsconfig}.json'];
  for (const file of globSync([...skeleton, 'package-lock.json', 'infra/lint/*.{mjs,json}'], { cwd: root }))
    cpSync(join(root, file), join(copy, file));
  write('nx.json', '{ "neverConnectToCloud": true, "analytics": false }');
  write('planted.config.mjs', lintConfig);
  for (const [file, text] of Object.entries(ground)) write(file, text);
  for (const [file, text] of planted) write(file, text);
  linkPackages();
  run('node_modules/nx/dist/bin/nx.js', 'show', 'projects'); // the rule of Nx reads the stored graph
  const { stdout, stderr } = run('node_modules/eslint/bin/eslint.js', ...'-c planted.config.mjs -f json libs apps test'.split(' '));
  if (!stdout.startsWith('[')) throw new Error(stderr || stdout);
  for (const { filePath, messages } of JSON.parse(stdout)) found.set(resolve(filePath), messages);
}, 120_000);

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

const seen = (file) => (found.get(join(copy, file)) ?? [{ ruleId: 'not linted' }]).map(({ ruleId, message }) => `${ruleId}: ${message}`);

it.each(planted.filter(([, , rule]) => rule))('%s is refused', (file, _text, rule, words) => {
  expect(seen(file)).toContainEqual(expect.stringMatching(new RegExp(`^${rule}: .*${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 's')));
});

it.each(planted.filter(([, , rule]) => !rule))('%s is allowed', (file) => {
  expect(seen(file)).toEqual([]);
});
