// Laboratories send while their listener is killed and its connections to the database are cut: nothing acknowledged is lost, nothing is filed
// twice. Then malformed messages: each is answered, and the process that answers is the one that began.
import { setTimeout as sleep } from 'node:timers/promises';
import { framed, oru, registerSystems, sendAll, startListener } from '../bench/hl7-engine.mjs';

export async function killedHl7({ owner, portal, report, short }) {
  const count = short ? 3_000 : 100_000;
  const systems = await registerSystems(owner, 8);
  let listener = await startListener(portal, 'hl7-killed');
  const { port } = listener;
  const batch = `K${Date.now()}`;
  const acknowledged = new Map();
  const refused = [];
  let sent = 0;
  const sending = Promise.all(
    systems.map((system) =>
      sendAll(
        port,
        () => (sent < count ? { id: `${batch}-${++sent}`, frame: framed(oru(system, `${batch}-${sent}`, sent)) } : undefined),
        (id, code) => (code === 'AA' ? acknowledged.set(id, (acknowledged.get(id) ?? 0) + 1) : refused.push(`${id} ${code}`)),
      ),
    ),
  );
  let isOver = false;
  void sending.then(() => (isOver = true));
  let [kills, cuts] = [0, 0];
  for (; !isOver; await sleep(short ? 700 : 4_000)) {
    if ((kills + cuts) % 2 === 0) {
      await portal.end(listener, 'SIGKILL');
      listener = await startListener(portal, 'hl7-killed', port);
      kills++;
    } else {
      await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'alliance_app' and pid <> pg_backend_pid()`,
      );
      cuts++;
    }
  }
  await sending;
  const { rows } = await owner.query(
    `select (select count(*)::int from diagnostic_report where number like $1) as reports,
       (select count(distinct number)::int from diagnostic_report where number like $1) as numbers,
       (select count(*)::int from inbound_message where control_id like $1) as messages`,
    [`${batch}-%`],
  );
  const about = `HL7, ${count} messages, ${kills} kills of the listener and ${cuts} cuts of the database`;
  report.tell(`${about}: lost`, count - rows[0].numbers, '', { atMost: 0 });
  report.tell(`${about}: doubled`, rows[0].reports - rows[0].numbers + (rows[0].messages - rows[0].numbers), '', { atMost: 0 });
  report.tell(`${about}: not acknowledged`, count - acknowledged.size, '', { atMost: 0 });
  report.tell(`${about}: refused`, refused.length, '', { atMost: 0 });
  await portal.end(listener);
}

const noise = ['|', '^', '~', '\\', '&', '\r', '\n', '', '|||', 'OBX|', 'MSH|^~\\&|', '\\X', '"', '\u0000', '\ud800', '溶血', 'é'];
/** A message with a few places overwritten, and sometimes bytes that no charset has. */
function mangled(text) {
  let now = text;
  for (let edits = 1 + Math.floor(Math.random() * 4); edits > 0; edits--) {
    // mostly behind the header: a sender that cannot be told is the shorter road
    const at = Math.floor((Math.random() < 0.2 ? Math.random() : 0.25 + Math.random() * 0.75) * now.length);
    now = now.slice(0, at) + noise[Math.floor(Math.random() * noise.length)] + now.slice(at + Math.floor(Math.random() * 20));
  }
  const bytes = Buffer.from(now);
  if (Math.random() < 0.1 && bytes.length) bytes[Math.floor(Math.random() * bytes.length)] = 0xff;
  return bytes;
}

export async function malformedHl7({ owner, portal, report, short }) {
  const count = short ? 2_000 : 20_000;
  const systems = await registerSystems(owner, 8);
  const listener = await startListener(portal, 'hl7-malformed');
  const batch = `F${Date.now()}`;
  const codes = new Map();
  let sent = 0;
  await Promise.all(
    systems.map((system) =>
      sendAll(
        listener.port,
        () => (sent < count ? { id: ++sent, frame: framed(mangled(oru(system, `${batch}-${sent}`, sent))) } : undefined),
        (_, code) => codes.set(code, (codes.get(code) ?? 0) + 1),
      ),
    ),
  );
  const answered = ['AA', 'AE', 'AR'].reduce((total, code) => total + (codes.get(code) ?? 0), 0);
  const about = `HL7, ${count} malformed messages`;
  report.tell(`${about}: not answered`, count - answered, '', { atMost: 0 });
  report.tell(`${about}: the listener died`, listener.exitCode === null && listener.signalCode === null ? 0 : 1, '', { atMost: 0 });
  for (const code of ['AA', 'AE', 'AR']) report.tell(`${about}: answered ${code}`, codes.get(code) ?? 0);
  await portal.end(listener);
}
