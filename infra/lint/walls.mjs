// Who may import whom: between projects by Nx tag, inside a project by folder.
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const SERVER_ONLY = ['@nestjs/*', '@mikro-orm/*', '@fastify/*', 'fastify', 'bullmq', 'ioredis', 'pg', 'socket.io', 'pino*'];
const NEST_AND_ORM = ['@nestjs/*', '@mikro-orm/*', 'bullmq'];
const SCREEN_ONLY = ['react', 'react-*', '@tanstack/*', 'antd', 'echarts', 'i18next', 'vite', 'socket.io-client'];

const tags = (names) => names.map((name) => `type:${name}`);
const only = (type, projects, packages) => ({ sourceTag: `type:${type}`, onlyDependOnLibsWithTags: tags(projects), ...packages });

const walls = (packages) => [
  only('domain', ['domain'], packages && { bannedExternalImports: ['*'] }),
  only('contracts', ['domain', 'contracts'], packages && { allowedExternalImports: ['zod'] }),
  only('server', ['server', 'contracts', 'domain'], packages && { bannedExternalImports: SCREEN_ONLY }),
  only('demo', ['server', 'contracts', 'domain'], packages && { bannedExternalImports: SCREEN_ONLY }),
  only('app', ['server', 'contracts', 'domain', 'demo'], packages && { bannedExternalImports: SCREEN_ONLY }),
  only('web', ['contracts', 'domain'], { bannedExternalImports: SERVER_ONLY }),
  only('test', ['contracts', 'domain'], { bannedExternalImports: NEST_AND_ORM }),
];

// What runs before any package is installed cannot be a project; portal and tests share it.
const allow = ['^(\\.\\./)+infra/run/[\\w-]+\\.mjs$'];

/** Specs keep the walls between projects; they may use test packages (fast-check, socket.io-client, …). */
export const boundaries = ({ spec }) => [
  'error',
  {
    enforceBuildableLibDependency: true,
    // the launcher loads the demonstration only when it plays it
    checkDynamicDependenciesExceptions: ['@alliance/demo/first-cases', '@alliance/demo/load'],
    allow,
    depConstraints: walls(!spec),
  },
];

const folders = (path) => {
  const at = resolve(root, path);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
};

/** Zones are made from the folders that exist, so a new feature is walled at once. */
export const zones = ({ spec }) => {
  const server = './libs/server/src';
  const web = './apps/web/src';
  const inside = (...names) => [...names, ...(spec ? ['testing'] : [])].map((name) => `**/libs/server/src/${name}/**`);
  const features = folders(server).filter((name) => name !== 'platform' && name !== 'testing');
  const pages = folders(`${web}/features`);
  return [
    ...features.map((feature) => ({
      target: `${server}/${feature}`,
      from: `${server}/**/*`,
      except: [...inside(feature, 'platform'), '**/*.reader.ts', '**/*.ledger.ts'],
      message: 'A feature imports platform, itself, and of another feature only its *.reader or *.ledger (testing: in specs only).',
    })),
    {
      target: `${server}/platform`,
      from: `${server}/**/*`,
      except: inside('platform'),
      message: 'platform knows no feature (testing: in specs only).',
    },
    ...pages.map((page) => ({
      target: `${web}/features/${page}`,
      from: `${web}/features`,
      except: [`./${page}`],
      message: 'Features of the web never import each other; pages are composed in the router.',
    })),
    ...['ui', 'platform'].map((folder) => ({
      target: `${web}/${folder}`,
      from: `${web}/features`,
      message: `${folder} imports no feature.`,
    })),
  ];
};
