import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi, type TestApi } from '../testing/app.js';
import { countyCertificate, leadCertificate, portalCertificate } from '../testing/certificates.js';
import { Engine, aConnection, codeIn, listening, oru } from '../testing/hl7.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { filingSlice, mapCodes } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { framed } from './framing.js';
import { Hl7ListenerModule } from './hl7.module.js';
import { MllpListener } from './mllp.listener.js';
import { Tally } from './tally.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: string;
let port: number;
let localPort: number;
const open: Engine[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database, world.county, world.lead);
  county = await aConnection(database, world.county, { certificate: countyCertificate });
  await aConnection(database, world.lead, { certificate: leadCertificate, zone: 'Asia/Shanghai', charset: 'gb18030' });
  await aConnection(database, world.township, { name: 'LOCAL' });
  api = await startApi(database, {
    features: [...filingSlice.features, Hl7ListenerModule],
    contracts: filingSlice.contracts,
    config: listening(),
  });
  [port = 0, localPort = 0] = api.app.get(MllpListener, { strict: false }).ports;
});
afterAll(async () => {
  for (const engine of open) engine.end();
  await api.close();
  await database.drop();
});

const engine = async (certificate = countyCertificate as typeof countyCertificate | null, at = port) => {
  const opened = await Engine.open(at, certificate);
  open.push(opened);
  return opened;
};
const rows = async <Row extends object>(sql: string, ...values: unknown[]) => (await database.owner.query<Row>(sql, values)).rows;
const reportsOf = (number: string) =>
  rows<{ edition: number; institution_id: string; patient_name: string }>(
    'select edition, institution_id, patient_name from diagnostic_report where number = $1',
    number,
  );
const messageOf = async (controlId: string) =>
  (await rows<Record<string, unknown>>('select * from inbound_message where control_id = $1', controlId))[0];

describe('a message', () => {
  it('is answered AA once it is a report of the hospital whose certificate it came with', async () => {
    const answer = await (await engine()).send(oru({ controlId: 'C1', number: 'N1' }));
    expect(codeIn(answer)).toBe('AA');
    expect(answer).toContain('\rMSA|AA|C1|');
    expect(await reportsOf('N1')).toMatchObject([{ edition: 1, institution_id: world.county.id, patient_name: '王芳' }]);
    expect(await messageOf('C1')).toMatchObject({ origin: county, source: 'hl7', state: 'filed' });
  });
  it('sent again is answered AA and filed once', async () => {
    const sender = await engine();
    const message = oru({ controlId: 'C2', number: 'N2' });
    expect([codeIn(await sender.send(message)), codeIn(await sender.send(message))]).toEqual(['AA', 'AA']);
    expect(await reportsOf('N2')).toHaveLength(1);
  });
  it('that cannot be filed is answered AE with the place, and waits', async () => {
    const answer = await (await engine()).send(oru({ controlId: 'C3', zone: '', value: '溶血' }));
    expect(codeIn(answer)).toBe('AE');
    expect(answer).toContain('\rERR||OBR^1^7|');
    expect(answer).toContain('\rERR||OBX^1^5|');
    expect(await messageOf('C3')).toMatchObject({ state: 'quarantined', content: expect.stringContaining('溶血') as unknown });
  });
  it('of bytes that its charset does not have is kept, and one without a header too', async () => {
    const sender = await engine();
    const broken = Buffer.concat([framed(oru({ controlId: 'C4' })).subarray(0, -4), Buffer.from([0xff, 0xfe, 0x1c, 0x0d])]);
    expect(codeIn(await sender.send(broken))).toBe('AE');
    expect(await messageOf('C4')).toMatchObject({ problems: [{ problem: 'unreadable', at: 'MSH[1].18' }] });
    expect(codeIn(await sender.send('noise'))).toBe('AE');
    expect(await rows(`select 1 from inbound_message where content = 'noise' and state = 'quarantined'`)).toHaveLength(1);
  });
  it('in GB 18030, under an agreed zone, is read as it was meant', async () => {
    const text = oru({ controlId: 'C5', number: 'N5', name: '欧阳^娜', zone: '', charset: '' });
    const answer = await (
      await engine(leadCertificate)
    ).send(Buffer.concat([Buffer.from([0x0b]), gb18030(text), Buffer.from([0x1c, 0x0d])]));
    expect(codeIn(answer)).toBe('AA');
    expect(await reportsOf('N5')).toMatchObject([{ patient_name: '欧阳娜', institution_id: world.lead.id }]);
  });
  it.each([
    ['of another kind', (text: string) => text.replace('ORU^R01^ORU_R01', 'ADT^A01')],
    ['for training', (text: string) => text.replace('|P|2.5.1', '|T|2.5.1')],
    ['of version 2.2', (text: string) => text.replace('|P|2.5.1', '|P|2.2')],
    ['of another system', (text: string) => text.replace('|LIS|', '|RIS|')],
  ])('%s is answered AR and not kept', async (_, change) => {
    const controlId = `AR${Math.random()}`;
    expect(codeIn(await (await engine()).send(change(oru({ controlId }))))).toBe('AR');
    expect(await messageOf(controlId)).toBeUndefined();
  });
  it('of several reports is answered once, and each is filed or waits by itself', async () => {
    const one = oru({ controlId: 'C6', number: 'N6a' });
    const groups = oru({ number: 'N6b', value: '溶血' }).split('\r').slice(2).join('\r');
    expect(codeIn(await (await engine()).send(one + groups))).toBe('AE');
    expect(await reportsOf('N6a')).toHaveLength(1);
    expect(await messageOf('C6#2')).toMatchObject({ state: 'quarantined' });
  });
});

describe('the other end', () => {
  it('with a certificate that nobody registered is refused and closed', async () => {
    const stranger = await engine(portalCertificate);
    const answer = await stranger.send(oru({ controlId: 'S1' }));
    expect(codeIn(answer)).toBe('AR');
    expect(answer).toContain('sender_unknown');
    expect(await stranger.next()).toBeUndefined();
    expect(await messageOf('S1')).toBeUndefined();
  });
  it('from another address than agreed is refused', async () => {
    await database.owner.query(`update hl7_connection set addresses = '{10.1.2.3}' where id = $1`, [county]);
    await sleep(5_200);
    expect(codeIn(await (await engine()).send(oru()))).toBe('AR');
    await database.owner.query(`update hl7_connection set addresses = '{127.0.0.1}' where id = $1`, [county]);
    await sleep(5_200);
    expect(codeIn(await (await engine()).send(oru()))).toBe('AA');
  }, 20_000);
  it('of this very machine sends without TLS, under a name that was registered for it', async () => {
    const local = await engine(null, localPort);
    expect(codeIn(await local.send(oru({ application: 'LOCAL', number: 'N7' })))).toBe('AA');
    expect(await reportsOf('N7')).toMatchObject([{ institution_id: world.township.id }]);
    expect(codeIn(await local.send(oru({ application: 'LIS' })))).toBe('AR');
    expect(codeIn(await local.send(oru({ application: 'L\u0000S' })))).toBe('AR');
  });
});

describe('many at once', () => {
  it('are answered in their order, however the network cuts them', async () => {
    const sender = await engine();
    const ids = Array.from({ length: 150 }, (_, n) => `O${n}`);
    const bytes = Buffer.concat(ids.flatMap((controlId) => [Buffer.from('between'), framed(oru({ controlId }))]));
    for (let at = 0; at < bytes.length; at += 777) sender.socket.write(bytes.subarray(at, at + 777));
    const answers: (string | undefined)[] = [];
    for (const _ of ids) answers.push(await sender.next());
    expect(answers.map((answer) => /MSA\|AA\|(\w+)\|/.exec(answer ?? '')?.[1])).toEqual(ids);
  });
  it('on two hundred connections are all filed', async () => {
    const senders = await Promise.all(Array.from({ length: 200 }, () => engine()));
    const answers = await Promise.all(senders.map((sender, n) => sender.send(oru({ number: `W${n}` }))));
    expect(new Set(answers.map(codeIn))).toEqual(new Set(['AA']));
    expect(await rows(`select 1 from diagnostic_report where number ~ '^W\\d+$'`)).toHaveLength(200);
    for (const sender of senders) sender.end();
  }, 30_000);
  it('more than a megabyte between two marks is no message', async () => {
    const sender = await engine();
    sender.give(Buffer.concat([Buffer.from([0x0b]), Buffer.alloc(1_200_000, 65)]));
    expect(await sender.next()).toBeUndefined();
    expect(codeIn(await (await engine()).send(oru()))).toBe('AA');
  });
  it('are counted by what became of them', async () => {
    await api.app.get(Tally, { strict: false }).write();
    const [counted] = await rows<{ filed: number; quarantined: number; refused: number }>(
      'select * from hl7_hour where connection_id = $1',
      county,
    );
    expect(counted).toMatchObject({ repeated: 1 });
    expect(counted?.filed).toBeGreaterThan(350);
    expect(counted?.quarantined).toBeGreaterThan(2);
    expect(counted?.refused).toBeGreaterThan(3);
  });
});

/** The few characters of these tests. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const bytesOf = new Map<string, number[]>();
  for (let high = 0xb0; high < 0xf8; high++)
    for (let low = 0xa1; low < 0xff; low++) bytesOf.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from(
    [...text].flatMap((character) => (character < '\u0080' ? [character.charCodeAt(0)] : (bytesOf.get(character) ?? [0x3f]))),
  );
}
