// Finds a Chromium for the tests, or makes one: CHROMIUM_PATH -> PATH -> one unpacked earlier -> unpacked now from the Debian archive.
// The last needs no root and changes nothing of the system.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APPLICATIONS = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const WANTED = ['chromium', 'chromium-common', 'fonts-noto-cjk'];
// Never the C and compiler runtimes: a libc beside the system's loader crashes. The rest is what a headless page does without.
const LEFT_OUT = /^lib(c6|c-bin|gcc-s1|stdc\+\+6|gl1-mesa-dri|llvm.*|z3-4)$/;

const say = (command, args, options) => {
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 600_000, env, ...options });
  if (status !== 0) throw new Error(`${command}: ${(error?.message ?? stderr).trim().split('\n').at(-1)}`);
  return stdout;
};
const starts = (path, env = {}) => spawnSync(path, ['--version'], { env: { ...process.env, ...env }, timeout: 20_000 }).status === 0;

/** The kept folder: shared by all clones of a user, else in this clone. */
function keptFolder() {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'alliance');
  try {
    mkdirSync(cache, { recursive: true });
    return join(cache, 'chromium');
  } catch {
    return resolve(import.meta.dirname, '../../.data/chromium');
  }
}

const foldersIn = (path) =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(path, entry.name)] : []))
    : [];

function unpacked(folder) {
  const triples = ['usr/lib', 'lib'].flatMap((base) => foldersIn(join(folder, base))).filter((path) => path.includes('-linux-'));
  const libraries = triples.flatMap((path) => [path, ...foldersIn(path)]); // some libraries keep a companion in a folder of its own
  return {
    path: join(folder, 'usr/lib/chromium/chromium'),
    env: { LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

const fonts = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;

// Read by apt after its own files (only `-c` is): proxies and sources stay in force, but no update hook runs.
const aptConfiguration = (work, ownLists) => `
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::Cache "${work}/cache/";
APT::Sandbox::User "";
Debug::NoLocking "1";
Acquire::Retries "2";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
${ownLists ? `Dir::State "${work}/state/";\nDir::State::status "/var/lib/dpkg/status";\nAcquire::Languages "none";\nAcquire::IndexTargets::deb::DEP-11 { DefaultEnabled "false"; };` : ''}
`;

/** Downloads what `apt-get install` would, and unpacks it into `root`. */
function download(work, root, ownLists, log) {
  const debs = join(work, 'debs');
  for (const path of ['state/lists/partial', 'cache/archives/partial', 'debs']) mkdirSync(join(work, path), { recursive: true });
  const file = join(work, 'apt.conf');
  writeFileSync(file, aptConfiguration(work, ownLists));
  const apt = (...args) => say('apt-get', ['-c', file, '-qq', ...args], { cwd: debs });
  if (ownLists) apt('update');
  const planned = apt('--simulate', '--no-install-recommends', 'install', ...WANTED).matchAll(/^Inst (\S+)/gm);
  const needed = [...planned].map(([, name]) => name).filter((name) => name.startsWith('lib') && !LEFT_OUT.test(name));
  log(`Fetching Chromium, a Chinese font and ${needed.length} libraries into a folder of our own (once, about a minute).`);
  apt('download', ...new Set([...WANTED, ...needed]));
  for (const name of readdirSync(debs)) {
    say('dpkg', ['-x', join(debs, name), root]);
    rmSync(join(debs, name));
  }
}

function unpack(folder, log) {
  mkdirSync(resolve(folder, '..'), { recursive: true });
  const work = mkdtempSync(`${folder}.`);
  const root = join(work, 'root');
  try {
    mkdirSync(root);
    try {
      download(work, root, false, log);
    } catch {
      download(work, root, true, log); // the system's package lists are missing or out of date
    }
    const { path, env } = unpacked(root);
    say(path, ['--version'], { env: { ...process.env, ...env } });
    writeFileSync(join(root, 'fonts.conf'), fonts(folder));
    rmSync(folder, { recursive: true, force: true });
    renameSync(root, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {{ log?: (line: string) => void }} options
 * @returns {{ path: string, env: Record<string, string>, from: string }} the program, and what its environment needs in addition
 */
export function resolveChromium({ log = () => {} } = {}) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!starts(named)) throw new Error(`CHROMIUM_PATH=${named} does not start: name a Chromium or Chrome program.`);
    return { path: resolve(named), env: {}, from: 'CHROMIUM_PATH' };
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...APPLICATIONS];
  const found = candidates.find((path) => existsSync(path) && starts(path));
  if (found) return { path: found, env: {}, from: 'PATH' };

  const folder = keptFolder();
  const kept = unpacked(folder);
  if (existsSync(kept.path) && starts(kept.path, kept.env)) return { ...kept, from: folder };
  try {
    unpack(folder, log);
    return { ...unpacked(folder), from: folder };
  } catch (error) {
    throw new Error(
      `The journeys need Chromium: install it (Debian: sudo apt-get install chromium fonts-noto-cjk; macOS: brew install --cask chromium) or set CHROMIUM_PATH (private copy: ${error.message}).`,
      { cause: error },
    );
  }
}
