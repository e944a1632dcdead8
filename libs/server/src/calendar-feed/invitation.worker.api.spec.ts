import * as act from '@alliance/contracts/consultation-action.contract';
import { getConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import ICAL from 'ical.js';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { startApi, startWorker, type TestApi } from '../testing/app.js';
import { consulting, does, tomorrow, type Consulting } from '../testing/consultation.story.js';
import { roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import { accepted, alwaysThere, book, clearTimes, minutesPass, sessionSlice, sessionWork } from '../testing/session.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

interface Mail {
  readonly to: string;
  readonly method: string;
  readonly calendar: ICAL.Component;
  /** Everything that can be read in it. */
  readonly words: string;
}

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let post: SMTPServer;
let people: Consulting;
const mails: Mail[] = [];

const decoded = (head: string, body: string): string => {
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return /quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString() : body;
};
/** All parts of a mail as they read. */
const partsOf = (raw: string): { head: string; text: string }[] =>
  raw.split(/\r\n--.+\r\n/).map((part) => {
    const [head = '', ...body] = part.split('\r\n\r\n');
    return { head, text: decoded(head, body.join('\r\n\r\n')) };
  });
const startPost = async () => {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, taken) {
      let raw = '';
      stream.setEncoding('utf8').on('data', (more: string) => (raw += more));
      stream.on('end', () => {
        const parts = partsOf(raw);
        const part = parts.find(({ head }) => /^content-type: text\/calendar/im.test(head));
        const method = /method=(\w+)/.exec(part?.head ?? '')?.[1] ?? 'none';
        const [to, words] = [session.envelope.rcptTo[0]?.address ?? '', parts.map(({ text }) => text).join('\n')];
        if (part) mails.push({ to, words, method, calendar: new ICAL.Component(ICAL.parse(part.text) as unknown[]) });
        taken();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
};

const expert = 'expert@lead.example';
const second = 'second@lead.example';
const doctor = 'doctor@county.example';
const reach = (username: string, email: string) =>
  database.owner.query(
    `insert into person_contact (person_id, email) select person_id, $2 from account where username = $1
     on conflict (person_id) do update set email = excluded.email`,
    [username, email],
  );

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  post = await startPost();
  const config = { SMTP_URL: `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`, SMTP_FROM: 'portal@alliance.example' };
  api = await startApi(database, { ...sessionSlice, config });
  worker = await startWorker(database, sessionWork, config);
  people = await consulting(database, api, world);
  await reach('lead.doctor', expert);
  await reach('lead.second', second);
  await reach('county.doctor', doctor);
  await alwaysThere(database, people.secondId, world.lead);
});
beforeEach(async () => {
  await clearTimes(database);
  mails.length = 0;
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await new Promise<void>((closed) => post.close(() => closed()));
  await database.drop();
});

const booked = async () => book(people, await accepted(people, world), tomorrow(9));
const eventOf = ({ calendar }: Mail) => new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component);
/** What each was sent, in order: method, sequence, start. */
const sent = (to: string) =>
  mails.filter((mail) => mail.to === to).map((mail) => [mail.method, eventOf(mail).sequence, eventOf(mail).startDate.toJSDate().toISOString()]); // prettier-ignore
const see = (session: ConsultationView) => people.doctor.get(getConsultation, { params: { id: session.id } });
const moved = (session: ConsultationView, startsAt: string) =>
  does(people.coordinator, act.rescheduleConsultation, session, { startsAt, reason: 'expert_unavailable' });

describe('invitations', () => {
  it('book, move twice, call off: one entry whose sequence rises, to everybody who takes part', async () => {
    const first = await booked();
    const start = first.time?.startsAt as string;
    const [later, latest] = [15, 16].map((hour) => tomorrow(hour).toISOString()) as [string, string];
    await eventually(() => expect([sent(expert), sent(doctor)]).toEqual([[['REQUEST', 1, start]], [['REQUEST', 1, start]]]));
    const once = await moved(first, later);
    await eventually(() => expect(sent(expert)).toHaveLength(2));
    const twice = await moved(once, latest);
    await eventually(() => expect(sent(expert)).toHaveLength(3));
    await does(people.doctor, act.cancelConsultation, twice, { reason: 'answered_otherwise' });
    const all = [['REQUEST', 1, start], ['REQUEST', 2, later], ['REQUEST', 3, latest], ['CANCEL', 4, latest]]; // prettier-ignore
    await eventually(() => expect([sent(expert), sent(doctor)]).toEqual([all, all]));
    expect(new Set(mails.map((mail) => eventOf(mail).uid))).toEqual(new Set([`consultation-${first.id}@127.0.0.1`]));
    expect(mails.map(({ calendar, method }) => calendar.getFirstPropertyValue('method') === method)).not.toContain(false);
    for (const mail of mails) expect(eventOf(mail).attendees.map((one) => String(one.getFirstValue()).toLowerCase())).toEqual([`mailto:${mail.to}`]); // prettier-ignore
    expect(sent(second)).toEqual([]);
  });

  it('say nothing of the patient, not in the mail either, and forget what was sent', async () => {
    const session = await booked();
    await eventually(() => expect(mails).toHaveLength(2));
    const words = mails.map((mail) => mail.words).join('');
    expect(words).toContain(session.number);
    expect(words).toContain('您有一场远程会诊');
    for (const secret of [session.patient?.name, session.reason, session.aim, session.summary, session.diagnosis?.text])
      expect(words).not.toContain(secret as string);
    await eventually(async () => {
      const { rows } = await database.owner.query(
        `select count(*)::int as kept from delivery where template like 'session_%' and (words_cipher is not null or address_cipher is not null or link_cipher is not null)`,
      );
      expect(rows).toEqual([{ kept: 0 }]);
    });
  });

  it('reach whoever is put on a seat, and release whoever gave it up', async () => {
    const session = await booked();
    await eventually(() => expect(sent(expert)).toHaveLength(1));
    await does(people.coordinator, act.assignExpert, session, {
      partyId: session.parties.find(({ side }) => side === 'invited')?.id as string,
      personId: people.secondId,
    });
    const start = session.time?.startsAt as string;
    await eventually(() => {
      expect(sent(expert)).toEqual([['REQUEST', 1, start], ['CANCEL', 2, start]]); // prettier-ignore
      expect(sent(second)).toEqual([['REQUEST', 2, start]]);
      expect(sent(doctor).at(-1)).toEqual(['REQUEST', 2, start]);
    });
  });

  it('reach whoever is called instead of an expert who did not come, who may still come and is not released', async () => {
    const session = await booked();
    await eventually(() => expect(sent(expert)).toHaveLength(1));
    const { rows } = await database.owner.query<{ left: number }>(
      `select ceil(extract(epoch from starts_at - now()) / 60)::int as left from consultation where id = $1`,
      [session.id],
    );
    await minutesPass(database, session.id, (rows[0]?.left as number) + 6);
    await roundOf(worker);
    await eventually(() => expect(sent(second).map(([method, sequence]) => [method, sequence])).toEqual([['REQUEST', 2]]));
    const called = mails.find(({ to }) => to === second) as Mail;
    expect(eventOf(called).attendees[0]?.getParameter('partstat')).toBe('NEEDS-ACTION');
    expect((await see(session)).time?.sequence).toBe(2);
    expect(sent(expert).map(([method]) => method)).toEqual(['REQUEST']);
  });

  it('go to nobody while a time is only held', async () => {
    const taken = await accepted(people, world);
    const held = await does(people.doctor, act.holdTime, taken, { startsAt: tomorrow(11).toISOString(), minutes: 30 });
    await does(people.doctor, act.cancelConsultation, held, { reason: 'other', explanation: '不需要' });
    await eventually(async () => {
      const { rows } = await database.owner.query('select sequence = calendar_sequence as told from consultation where id = $1', [held.id]);
      expect(rows).toEqual([{ told: true }]);
    });
    expect(mails).toEqual([]);
  });

  it('are no undelivered messages where somebody has no address', async () => {
    await database.owner.query('delete from person_contact where email = $1', [doctor]);
    try {
      const session = await booked();
      await eventually(() => expect(sent(expert)).toHaveLength(1));
      await eventually(async () => {
        const { rows } = await database.owner.query(
          'select count(*)::int as open from calendar_invitation where consultation_id = $1 and queued_at is null',
          [session.id],
        );
        expect(rows).toEqual([{ open: 0 }]);
      });
      const { rows } = await database.owner.query(`select count(*)::int as n from delivery where state = 'undelivered'`);
      expect(rows).toEqual([{ n: 0 }]);
    } finally {
      await reach('county.doctor', doctor);
    }
  });
});

it('what calendars were told is seen by no person, and written by nobody but the inviting hospital’s own work', async () => {
  const session = await booked();
  await eventually(() => expect(mails.length).toBeGreaterThan(1));
  const as = async (institutionId: string, statement: string, person = '') => {
    const client = await database.owner.connect();
    try {
      await client.query('begin');
      await client.query('set local role alliance_app');
      await client.query(`select set_config('app.institution', $1, true), set_config('app.person', $2, true)`, [institutionId, person]);
      return (await client.query(statement)).rowCount;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const all = `select 1 from calendar_invitation where consultation_id = '${session.id}'`;
  expect(await as(world.lead.id, all)).toBe(1);
  expect(await as(world.lead.id, all, people.expertId)).toBe(0);
  expect(await as(world.other.id, all)).toBe(0);
  const forged = `insert into calendar_invitation select uuidv7(), consultation_id, person_id, institution_id, 'cancel', 99, number, kind, specialty, organiser,
    hospitals, accepted, starts_at, ends_at, created_at, null from calendar_invitation where consultation_id = '${session.id}' limit 1`;
  await expect(as(world.lead.id, forged)).rejects.toMatchObject({ code: '42501' });
});
