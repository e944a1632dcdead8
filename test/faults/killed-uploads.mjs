// The API is killed while documents arrive in pieces: what was acknowledged is there, the rest is sent again, nothing half is ever shown.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { headersOf, idOf, personOf, receiverOf, senderOf } from '../bench/people.mjs';

const clients = 4;
const pieceBytes = 131_072;
const about = 'kill -9 of the API in uploads';
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const paper = (bytes) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj<<>>\nstream\n'), randomBytes(bytes), Buffer.from('\nendstream endobj\n%%EOF\n')]);

/** Files below a folder, as paths. */
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

export async function killedUploads({ owner, portal, report, supplies, short }) {
  const kills = short ? 5 : 200;
  await supplies.draft.atLeast(400);
  let api = await portal.api('upload-api');
  const { port, url } = api;
  let over = false;
  const seen = { documents: 0, resumed: 0, lost: 0, shownHalf: 0, differing: 0, kills: 0 };

  const ask = async (path, headers, init) => {
    const reply = await fetch(`${url}/api${path}`, {
      ...init,
      headers: { ...headers, ...init.headers },
      signal: AbortSignal.timeout(10_000),
    });
    if (!reply.ok && reply.status !== 503) throw new Error(`${init.method} ${path}: ${reply.status} ${(await reply.text()).slice(0, 200)}`);
    if (!reply.ok) throw new TypeError('not now');
    return reply;
  };
  const upload = async () => {
    const i = supplies.draft.take();
    const person = personOf('draft', senderOf(i), receiverOf(i));
    const { cookie, 'x-csrf-token': token } = headersOf(person);
    const headers = { cookie, 'x-csrf-token': token };
    const [id, bytes] = [randomUUID(), paper(600_000 + Math.floor(Math.random() * 2_400_000))];
    const announce = () =>
      ask(`/referrals/${idOf('draft', i)}/uploads`, headers, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id, name: 'x.pdf', bytes: bytes.length, sha256: sha256(bytes) }),
      });
    let [acknowledged, at] = [0, undefined];
    for (;;) {
      try {
        if (!at) {
          at = await (await announce()).json();
          if (at.offset < acknowledged) seen.lost++;
          if (acknowledged) seen.resumed++;
        }
        if (at.attachment) break;
        const { rowCount } = await owner.query('select 1 from attachment where id = $1', [id]);
        if (rowCount && at.offset < bytes.length) seen.shownHalf++;
        const body = bytes.subarray(at.offset, at.offset + pieceBytes);
        const type = { 'content-type': 'application/octet-stream' };
        at = await (await ask(`/uploads/${id}?offset=${at.offset}`, headers, { method: 'PATCH', headers: type, body })).json();
        acknowledged = at.offset;
      } catch (error) {
        if (!(error instanceof TypeError) && error.name !== 'TimeoutError') throw error;
        at = undefined;
        await sleep(50);
      }
    }
    for (;;) {
      const reply = await ask(`/files/${id}`, headers, { method: 'GET' }).catch(() => undefined);
      const read = await reply?.arrayBuffer().catch(() => undefined);
      if (!read) continue;
      if (sha256(Buffer.from(read)) !== sha256(bytes)) seen.differing++;
      break;
    }
    seen.documents++;
  };
  const working = Array.from({ length: clients }, async () => {
    while (!over) await upload();
  });
  const killing = (async () => {
    for (; seen.kills < kills; seen.kills++) {
      await sleep(30 + Math.random() * 300);
      await portal.end(api, 'SIGKILL');
      api = await portal.api('upload-api', { port });
    }
  })();
  await Promise.race([killing, Promise.all(working)]);
  over = true;
  await Promise.all(working);

  // an hour later the worker finds what the kills left
  const folder = join(portal.folder, 'files');
  const before = filesIn(folder).length;
  for (const path of filesIn(folder)) utimesSync(path, Date.now() / 1_000 - 7_200, Date.now() / 1_000 - 7_200);
  const worker = await portal.worker('upload-worker');
  const { rows } = await owner.query('select storage_key from attachment');
  const known = new Set(rows.map(({ storage_key: key }) => join(folder, key)));
  const litter = () => filesIn(folder).filter((path) => !known.has(path));
  for (const limit = Date.now() + 20_000; litter().length && Date.now() < limit;) await sleep(100);

  report.tell(`${about}: times`, seen.kills, '', { atLeast: kills });
  report.tell(`${about}: documents that arrived`, seen.documents);
  report.tell(`${about}: uploads that went on after a kill`, seen.resumed, '', { atLeast: Math.min(kills, 5) });
  report.tell(`${about}: acknowledged bytes that were lost`, seen.lost, '', { atMost: 0 });
  report.tell(`${about}: documents shown half`, seen.shownHalf, '', { atMost: 0 });
  report.tell(`${about}: documents that differ from what was sent`, seen.differing, '', { atMost: 0 });
  report.tell(`${about}: documents without their file`, [...known].filter((path) => !filesIn(folder).includes(path)).length, '', {
    atMost: 0,
  });
  report.tell(`${about}: files left by the kills`, before - known.size);
  report.tell(`${about}: files left after the worker looked`, litter().length, '', { atMost: 0 });
  for (const child of [api, worker]) await portal.end(child);
}
