// Unpacks programs of the Debian or Ubuntu package archive into a folder of our own: no root needed, nothing of the system is changed.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const quiet = (command, args, options) =>
  run(command, args, { timeout: 180_000, env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' }, ...options }).then(
    ({ stdout }) => stdout,
    (error) => {
      if (error.code === 'ENOENT') throw new Error(`${command} was not found`);
      throw new Error(`${command}: ${(error.stderr || error.message).trim().split('\n').at(-1)}`);
    },
  );

/** The folders below an unpacked root that hold shared libraries, as a value for LD_LIBRARY_PATH. */
export function libraryPath(root) {
  const folders = ['usr/lib', 'lib'].map((base) => join(root, base)).filter((base) => existsSync(base));
  return folders
    .flatMap((base) => [
      base,
      ...readdirSync(base)
        .filter((name) => name.includes('-linux-'))
        .map((name) => join(base, name)),
    ])
    .join(':');
}

// Read by apt after its own files (only `-c` is): the system's proxies and sources stay in force, but no update hook runs - as root they would touch the system.
const configuration = (folder, ownLists) => `
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::Cache "${folder}/cache/";
APT::Sandbox::User "";
Debug::NoLocking "1";
Acquire::Retries "2";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
${ownLists ? `Dir::State "${folder}/state/";\nDir::State::status "/var/lib/dpkg/status";\nAcquire::Languages "none";\nAcquire::IndexTargets::deb::DEP-11 { DefaultEnabled "false"; };` : ''}
`;

/** Asks the system's package lists first and, when they are missing or stale, lists of our own. */
class Archive {
  constructor(folder, say) {
    for (const path of ['state/lists/partial', 'cache/archives/partial', 'debs']) mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, 'system.conf'), configuration(folder, false));
    writeFileSync(join(folder, 'own.conf'), configuration(folder, true));
    Object.assign(this, { folder, say, config: join(folder, 'system.conf'), updated: false });
  }

  async update() {
    this.say('reading the package lists');
    this.config = join(this.folder, 'own.conf');
    this.updated = true;
    await quiet('apt-get', ['-c', this.config, '-qq', 'update']);
  }

  async has(name) {
    const policy = await quiet('apt-cache', ['-c', this.config, 'policy', name]).catch(() => '');
    return /^\s+Candidate: (?!\(none\))\S/m.test(policy);
  }

  async firstOf(names) {
    for (const name of names) if (await this.has(name)) return name;
    if (this.updated) throw new Error(`the package archive has no ${names.join(' or ')}`);
    await this.update();
    return this.firstOf(names);
  }

  async unpack(names, root) {
    const debs = join(this.folder, 'debs');
    const download = () => quiet('apt-get', ['-c', this.config, '-qq', 'download', ...names], { cwd: debs });
    await download().catch(async (error) => {
      if (this.updated) throw error;
      await this.update();
      await download();
    });
    for (const file of readdirSync(debs)) {
      await quiet('dpkg', ['-x', join(debs, file), root]);
      rmSync(join(debs, file));
    }
  }

  /** Library packages among the direct dependencies. Never the C and compiler runtimes: a libc beside the system's loader crashes. */
  async libraries(names) {
    const texts = await Promise.all(names.map((name) => quiet('apt-cache', ['-c', this.config, 'depends', '--important', name])));
    const all = texts.flatMap((text) => [...text.matchAll(/^\s*\|?(?:Pre)?Depends: (?!<)(\S+)/gm)].map((match) => match[1]));
    return [...new Set(all)].filter((name) => /^lib(?!c6$|gcc-s|stdc\+\+|c-bin)/.test(name));
  }
}

async function lacksLibraries(program, root) {
  const text = await quiet('ldd', [program], { env: { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: libraryPath(root) } }).catch(() => '');
  return text.includes('=> not found');
}

/**
 * Unpacks the first known of `oneOf`, with its companions and the libraries its program lacks, into `into`.
 * @param {{ into: string, oneOf: string[], companions?: (name: string) => string[], program?: (name: string) => string, say?: (line: string) => void }} wish
 * @returns {Promise<string>} the name of the package taken
 */
export async function unpackDebian({ into, oneOf, companions = () => [], program, say = () => {} }) {
  mkdirSync(dirname(into), { recursive: true });
  const folder = mkdtempSync(`${into}.`);
  try {
    const root = join(folder, 'root');
    mkdirSync(root);
    const archive = new Archive(folder, say);
    const name = await archive.firstOf(oneOf);
    let wanted = [name];
    for (const other of companions(name)) if (await archive.has(other)) wanted.push(other);
    const taken = new Set();
    while (wanted.length > 0) {
      await archive.unpack(wanted, root);
      wanted.forEach((one) => taken.add(one));
      const incomplete = program && taken.size < 40 && (await lacksLibraries(join(root, program(name)), root));
      wanted = incomplete ? (await archive.libraries([...taken])).filter((one) => !taken.has(one)) : [];
    }
    rmSync(into, { recursive: true, force: true });
    renameSync(root, into);
    return name;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
