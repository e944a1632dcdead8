import * as archive from '@alliance/contracts/archive.contract';
import { listAuditEvents } from '@alliance/contracts/audit.contract';
import * as action from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArchiveBundle } from '@alliance/domain/archive/archive.types';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { startArchiveStory, type ArchiveStory } from '../testing/archive.story.js';
import { eventually } from '../testing/eventually.js';
import { doctorDrafts, doctorSubmits } from '../testing/referral.story.js';
import { refused, step, taken } from '../testing/referral-steps.js';

let told: ArchiveStory;
beforeAll(async () => {
  told = await startArchiveStory();
});
afterAll(() => told.end());

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const bundleOf = (bytes: Buffer) => JSON.parse(bytes.toString('utf8')) as { bundle: ArchiveBundle; sha256: string };

describe('the archive of a closed referral', () => {
  it('is sealed once, holds the five times and who did what, and both hospitals hold the same bytes', async () => {
    const { doctor, physician, world } = told;
    const { id, number } = await told.closed();
    const [sealed] = await told.versions(doctor, id, 1);
    expect(sealed).toMatchObject({ version: 1, cause: 'ended', previous: null, by: { person: 'person county.doctor' } });
    expect(sealed?.copies.map(({ institution, sha256 }) => [institution.id, sha256]).sort()).toEqual(
      [world.county.id, world.lead.id].map((house) => [house, sealed?.sha256]).sort(),
    );

    const ours = await told.bytes(doctor, id, 'json');
    const theirs = await told.bytes(physician, id, 'json');
    expect(theirs.equals(ours)).toBe(true);
    const { bundle, sha256: hash } = bundleOf(ours);
    expect(hash).toBe(sealed?.sha256);
    expect(sha256(ours.subarray('{"bundle":'.length, ours.length - `,"sha256":"${hash}"}`.length))).toBe(hash);
    expect(bundle.referral).toMatchObject({ number, state: 'closed', outcome: 'discharged_home', sender: { id: world.county.id } });
    const { submitted, answered, arrived, outcome, closed } = bundle.referral.times;
    for (const at of [submitted, answered, arrived, outcome, closed]) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(bundle.referral.steps.map(({ kind, by }) => [kind, by])).toEqual([
      ['referral.drafted', 'person county.doctor'],
      ['referral.submitted', 'person county.doctor'],
      ['referral.accepted', 'person lead.coordinator'],
      ['referral.arrived', 'person lead.coordinator'],
      ['referral.outcome_reported', 'person lead.doctor'],
      ['referral.closed', 'person county.doctor'],
    ]);
    expect(bundle.referral.notes).toMatchObject([{ kind: 'outcome_summary', text: '冠脉造影：左主干未见狭窄。' }]);
  }, 30_000);

  it('is told to both hospitals with its hash, and each download is recorded', async () => {
    const { doctor, world } = told;
    const { id } = await told.closed();
    const [sealed] = await told.versions(doctor, id, 1);
    const { rows } = await told.database.owner.query(
      `select data, recipients from event where subject_id = $1 and kind = 'referral.archived'`,
      [id],
    );
    expect(rows).toEqual([
      { data: { archiveVersion: 1, cause: 'ended', sha256: sealed?.sha256 }, recipients: [world.county.id, world.lead.id] },
    ]);
    await eventually(async () => {
      const inbox = await told.database.owner.query(`select recipient from inbox where subject_id = $1 and kind = 'referral.archived'`, [
        id,
      ]);
      expect(inbox.rows.map(({ recipient }) => recipient as string).sort()).toEqual([world.county.id, world.lead.id].sort());
    });
    const { headers } = await told.physician.ask(archive.downloadArchive, { params: { id }, query: { format: 'pdf' } });
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''%E8%BD%AC%E8%AF%8A/);
    const { items } = await (await told.api.as('auditor')).get(listAuditEvents, { query: { action: 'archive.download_pdf' } });
    expect(items).toMatchObject([{ person: 'person lead.doctor', objectIds: [id] }]);
  }, 30_000);

  it('gets a second version by a confirmed correction, not by a proposal; the chain holds and the first stays as it was', async () => {
    const { physician, coordinator, doctor } = told;
    const closed = await told.closed();
    const [first] = await told.versions(doctor, closed.id, 1);
    const before = await told.bytes(doctor, closed.id, 'json', 1);
    const proposed = await step(coordinator, ending.correctReferral, closed, {
      changes: { outcome: 'back_to_sender' },
      explanation: '写错',
    });
    await noTimers();
    await told.versions(doctor, closed.id, 1);
    await step(physician, ending.confirmCorrection, proposed);
    const [second] = await told.versions(physician, closed.id, 2);
    expect(second).toMatchObject({ version: 2, cause: 'corrected', previous: first?.sha256, by: { person: 'person lead.doctor' } });
    const { bundle } = bundleOf(await told.bytes(physician, closed.id, 'json'));
    expect(bundle.referral).toMatchObject({
      outcome: 'back_to_sender',
      corrections: [
        { before: { outcome: 'discharged_home' }, after: { outcome: 'back_to_sender' }, proposedBy: 'person lead.coordinator' },
      ],
    });
    expect((await told.bytes(physician, closed.id, 'json', 1)).equals(before)).toBe(true);
  }, 40_000);

  it('is the same file for both hospitals as PDF, today and tomorrow, with the sealed file inside', async () => {
    const { id } = await told.closed();
    await told.versions(told.doctor, id, 1);
    const ours = await told.bytes(told.doctor, id, 'pdf');
    const theirs = await told.bytes(told.physician, id, 'pdf');
    expect(ours.subarray(0, 5).toString()).toBe('%PDF-');
    expect(theirs.equals(ours)).toBe(true);
  }, 30_000);
});

const noTimers = () =>
  eventually(async () => {
    const { rows } = await told.database.owner.query(`select 1 from timer where kind = 'archive.seal' and fired_at is null`);
    expect(rows).toEqual([]);
  }, 15_000);

describe('every ending after it was sent', () => {
  it.each([
    ['cancelled', ending.cancelReferral, { reason: 'patient_improved' }],
    ['kept here by the patient', ending.patientDeclines, { decidedBy: 'patient', proof: 'signed', explanation: '本人签字' }],
  ] as const)(
    'is sealed too: %s',
    async (_, route, body) => {
      const sent = await doctorSubmits(told.doctor, told.world);
      await step(told.doctor, route, sent, body);
      const [sealed] = await told.versions(told.doctor, sent.id, 1);
      expect(sealed).toMatchObject({ cause: 'ended' });
    },
    30_000,
  );

  it('of a draft is not: nobody ever saw it', async () => {
    const { rows } = await told.database.owner.query(`select count(*)::int as n from timer where kind = 'archive.seal'`);
    const draft = await doctorDrafts(told.doctor, told.world);
    await step(told.doctor, ending.cancelReferral, draft, { reason: 'other' });
    const after = await told.database.owner.query(`select count(*)::int as n from timer where kind = 'archive.seal'`);
    expect(after.rows).toEqual(rows);
    expect((await told.doctor.get(archive.listArchiveVersions, { params: { id: draft.id } })).items).toEqual([]);
  });

  it('voided later: the trace stays with the sender, the receiver’s access ends, its receipt remains', async () => {
    const closed = await told.closed();
    const { id } = closed;
    await told.versions(told.physician, id, 1);
    await step(told.doctor, ending.enterInError, closed, { reason: 'wrong_patient', explanation: '选错患者' });
    const [voided] = await told.versions(told.doctor, id, 2);
    expect(voided).toMatchObject({ cause: 'voided', copies: [{ institution: { id: told.world.county.id } }] });
    expect((await told.physician.ask(archive.listArchiveVersions, { params: { id } })).status).toBe(404);
    expect((await told.physician.ask(archive.downloadArchive, { params: { id }, query: { version: '1' } })).status).toBe(404);
    await asHouse(told.world.lead.id, async (query) => {
      expect((await query('select version from archive_copy where referral_number = $1', [closed.number])).rows).toEqual([{ version: 1 }]);
    });
  }, 40_000);

  it('a referral that went up cannot be closed before its outcome is reported (RF-12)', async () => {
    const sent = await doctorSubmits(told.doctor, told.world);
    const accepted = await step(told.coordinator, action.acceptReferral, sent, taken);
    for (const who of [told.doctor, told.coordinator])
      expect(await refused(who, ending.closeReferral, accepted)).toBe('referral.wrong_state');
  });
});

/** One connection as the application, acting for a hospital without a person, as the worker does. */
async function asHouse(institution: string, run: (query: pg.Client['query']) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: told.database.appUrl });
  await client.connect();
  try {
    await client.query(`select set_config('app.institution', $1, false)`, [institution]);
    await run(client.query.bind(client) as pg.Client['query']);
  } finally {
    await client.end();
  }
}

describe('whoever is outside', () => {
  it('sees no archive: a third hospital 404, the office and administrators 403', async () => {
    const { id } = await told.closed();
    await told.versions(told.doctor, id, 1);
    const outsider = await told.api.as('other.doctor');
    for (const ask of [
      outsider.ask(archive.listArchiveVersions, { params: { id } }),
      outsider.ask(archive.downloadArchive, { params: { id }, query: {} }),
    ])
      expect((await ask).problem.code).toBe('referral.not_found');
    for (const name of ['office', 'county.admin'])
      expect((await (await told.api.as(name)).ask(archive.downloadArchive, { params: { id }, query: {} })).status).toBe(403);
  }, 30_000);

  it('before it has ended there is nothing to hold: an empty list, and no file', async () => {
    const { id } = await doctorSubmits(told.doctor, told.world);
    expect((await told.doctor.get(archive.listArchiveVersions, { params: { id } })).items).toEqual([]);
    expect((await told.doctor.ask(archive.downloadArchive, { params: { id }, query: {} })).problem.code).toBe('access.not_found');
  });

  it('nobody changes, deletes or forges what was sealed: not even the two hospitals', async () => {
    const { id } = await told.closed();
    await told.versions(told.doctor, id, 1);
    const forged = `insert into archive (id, referral_id, version, cause, bundle, sha256, previous, sealed_at)
      values (gen_random_uuid(), $1, 2, 'corrected', '{}', repeat('0', 64), repeat('0', 64), now())`;
    await asHouse(told.world.county.id, async (query) => {
      for (const table of ['archive', 'archive_copy'])
        for (const statement of [`update ${table} set sha256 = repeat('0', 64)`, `delete from ${table}`])
          await expect(query(statement)).rejects.toThrow(/permission denied/);
    });
    for (const house of [told.world.lead.id, told.world.other.id])
      await asHouse(house, async (query) => {
        await expect(query(forged, [id])).rejects.toThrow(/row-level security/);
      });
  }, 30_000);
});
