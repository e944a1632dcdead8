// RTC-02: a relay as the README says to configure it. A credential that has run out is refused, and nobody is relayed into our own networks.
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, root } from '../bench/portal.mjs';
import { libraryPath, unpackDebian } from '../../infra/run/debian.mjs';
import { TurnClient } from './turn-client.mjs';

// by address: as an import by name it would make the tests a user of the server
const { Turn } = await import(new URL('../../libs/server/dist/room/media/turn.js', import.meta.url).href);

const secret = 'shared-by-portal-and-relay';
const forbidden = [
  '10.1.2.3',
  '127.0.0.1',
  '127.1.2.3',
  '169.254.169.254',
  '172.16.5.4',
  '192.168.1.1',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  'fd00::1',
  'fe80::1',
];
const ranges = [
  ...['0.0.0.0-0.255.255.255', '10.0.0.0-10.255.255.255', '100.64.0.0-100.127.255.255', '127.0.0.0-127.255.255.255'],
  ...['169.254.0.0-169.254.255.255', '172.16.0.0-172.31.255.255', '192.168.0.0-192.168.255.255'],
  ...['::1', 'fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
];
/** An address of this machine that stands for the media process. */
const media =
  Object.values(networkInterfaces())
    .flat()
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';

async function startRelay() {
  const folder = join(root, 'node_modules/.cache/alliance/coturn');
  const program = join(folder, 'usr/bin/turnserver');
  const port = await freePort();
  const work = mkdtempSync(join(tmpdir(), 'alliance-faults-relay-'));
  const flags = ['-n', '--no-tls', '--no-dtls', '--no-cli', '--no-multicast-peers', '--use-auth-secret', `--static-auth-secret=${secret}`];
  const places = ['--realm=alliance', '--listening-ip=127.0.0.1', `--listening-port=${port}`, `--relay-ip=${media}`, '--relay-ip=::1'];
  const peers = [...ranges.map((range) => `--denied-peer-ip=${range}`), `--allowed-peer-ip=${media}`];
  const files = ['--log-file=stdout', `--userdb=${join(work, 'db')}`, `--pidfile=${join(work, 'pid')}`];
  // looked up at every start: where the program has yet to be unpacked, its libraries are not there either
  const start = () => {
    const env = { PATH: process.env.PATH, LD_LIBRARY_PATH: libraryPath(folder) };
    return spawn(program, [...flags, ...places, ...peers, ...files], { env, cwd: work, stdio: 'ignore' });
  };
  let child = start();
  const failed = await new Promise((done) => child.once('error', () => done(true)).once('spawn', () => done(false)));
  if (failed) {
    await unpackDebian({ into: folder, oneOf: ['coturn'], program: () => 'usr/bin/turnserver', say: console.log });
    child = start();
  }
  process.once('exit', () => child.kill('SIGKILL'));
  for (let tries = 0; tries < 20; tries++) {
    await sleep(200);
    const client = new TurnClient(port, { username: '', credential: '' });
    const answers = await client
      .ask(0x001, () => [])
      .then(
        () => true,
        () => false,
      );
    client.close();
    if (answers) return { port, stop: () => child.kill('SIGTERM') };
  }
  throw new Error('the relay did not start');
}

const credentialOf = (seconds) => {
  const config = { STUN_URLS: [], TURN_URLS: ['turn:relay'], TURN_SECRET: secret, TURN_SECONDS: seconds };
  return new Turn(config, { now: () => new Date() }).serversFor('participant')[0];
};
async function allocated(port, credential, how) {
  const client = new TurnClient(port, credential);
  return { client, code: await client.allocate(how) };
}

/** Sends through the relay to a peer on this machine, which answers. */
async function comesThrough(client) {
  const peer = createSocket('udp4');
  await new Promise((done) => peer.bind(0, media, done));
  peer.on('message', (text, { port, address }) => peer.send(`heard ${text}`, port, address));
  const permitted = await client.permit(media);
  await client.send(media, peer.address().port, 'hello');
  for (let tries = 0; tries < 40 && client.came.length === 0; tries++) await sleep(50);
  peer.close();
  return permitted === 0 && client.came[0] === 'heard hello';
}

export async function turn({ report }) {
  const relay = await startRelay();
  try {
    const good = await allocated(relay.port, credentialOf(600));
    report.tell('relay: a valid credential carries there and back', Number((await comesThrough(good.client)) && good.code === 0), '', {
      atLeast: 1,
    });

    const brief = credentialOf(2);
    const before = await allocated(relay.port, brief);
    await sleep(3_200);
    const after = await allocated(relay.port, brief);
    report.tell('relay: a credential within its time (error code)', before.code, '', { atMost: 0 });
    report.tell('relay: the same credential after its time is refused (401)', Number(after.code === 401), '', { atLeast: 1 });
    const forged = await allocated(relay.port, { ...credentialOf(600), username: `${Math.floor(Date.now() / 1000) + 99_999}:participant` });
    report.tell('relay: a credential whose time was moved is refused (401)', Number(forged.code === 401), '', { atLeast: 1 });

    const six = await allocated(relay.port, credentialOf(600), { six: true });
    const codes = [];
    for (const address of forbidden) codes.push(await (address.includes(':') ? six.client : good.client).permit(address));
    report.tell('relay: addresses of our own networks', forbidden.length);
    report.tell('relay: of these refused', codes.filter((code) => code === 403).length, '', { atLeast: forbidden.length });
    for (const { client } of [good, before, after, forged, six]) client.close();
  } finally {
    relay.stop();
  }
}
