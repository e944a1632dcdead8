import * as contract from '@alliance/contracts/patient-status.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptedIn, startPatientStatusStory, type PatientStatusStory } from '../testing/patient-status.story.js';

let told: PatientStatusStory;
beforeAll(async () => {
  told = await startPatientStatusStory();
});
afterAll(() => told.end());

const by = (id: string) => ({ params: { id } });

describe('the link of a patient', () => {
  it('shows where the case stands, without name, number, diagnosis or department', async () => {
    const id = await told.sent();
    const { token } = await told.issue(id);
    const first = await told.look(token);
    expect(first.answer).toMatchObject({
      stage: 'sent',
      name: '柳×',
      from: { name: 'county hospital', phone: '0953-120' },
      to: { name: 'lead hospital', phone: '0951-120' },
      reception: null,
      messages: 'off',
    });
    await told.set(id, acceptedIn());
    const second = (await told.look(token)).answer;
    expect(second).toMatchObject({ stage: 'accepted', reception: { hospital: 'lead hospital', place: '门诊楼二层', phone: '0951-8001' } });
    expect(JSON.stringify([first.answer, second])).not.toMatch(/柳如烟|急性心肌梗死|胸痛|心内科|Cardiology/);
  });

  it('leaves out of a place what would tell the illness', async () => {
    const id = await told.sent();
    const { token } = await told.issue(id);
    await told.set(id, acceptedIn(24, '3 号楼肿瘤科'));
    expect((await told.look(token)).answer.reception).toMatchObject({ place: '3 号楼' });
    await told.set(id, `reception_place = '肿瘤科二病区'`);
    expect((await told.look(token)).answer.reception).toMatchObject({ place: null });
  });

  it('is kept only as a hash, and without a phone nothing else of it', async () => {
    const id = await told.sent();
    const { token } = await told.issue(id);
    const { rows } = await told.database.owner.query<{ all: string }>('select l::text as all from patient_link l where referral_id = $1', [
      id,
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
    const { rows: kept } = await told.database.owner.query(
      'select 1 from patient_link where referral_id = $1 and token_cipher is null and phone_cipher is null',
      [id],
    );
    expect(kept).toHaveLength(1);
  });

  it('ends when a new one is given out, by either hospital, and when it is taken back', async () => {
    const id = await told.sent();
    const { token: first } = await told.issue(id);
    const { token: second } = await told.issue(id, null, told.receiver);
    expect((await told.look(first)).problem.code).toBe('link.invalid');
    expect((await told.look(second)).status).toBe(200);
    const view = await told.sender.get(contract.revokePatientLink, by(id));
    expect(view.link).toBeNull();
    expect((await told.look(second)).problem.code).toBe('link.invalid');
  });

  it('that nobody gave out, that has expired, or whose case is void, is refused alike', async () => {
    expect((await told.look('x'.repeat(43))).problem.code).toBe('link.invalid');
    const old = await told.sent();
    const { token: expired } = await told.issue(old);
    await told.database.owner.query(
      `update patient_link set issued_at = now() - interval '181 days', expires_at = now() - interval '1 day' where referral_id = $1`,
      [old],
    );
    expect((await told.look(expired)).problem.code).toBe('link.invalid');
    const wrong = await told.sent();
    const { token: voided } = await told.issue(wrong);
    await told.set(wrong, `state = 'voided', next_action_at = null, next_action_by = null`);
    expect((await told.look(voided)).problem.code).toBe('link.invalid');
  });

  it('goes on for thirty days after the end', async () => {
    const id = await told.sent();
    const { token } = await told.issue(id);
    await told.set(id, `state = 'closed', ended_as = 'outcome', closed_at = now() - interval '29 days'`);
    expect((await told.look(token)).answer.stage).toBe('ended');
    await told.set(id, `closed_at = now() - interval '31 days'`);
    expect((await told.look(token)).problem.code).toBe('link.invalid');
  });

  it('after a death says only whom to call, and nothing is sent', async () => {
    const id = await told.sent('in_care');
    const phone = told.somePhone();
    const { token } = await told.issue(id, phone);
    await told.set(id, `state = 'outcome_sent', outcome = 'died', ended_as = 'died'`);
    expect((await told.look(token)).answer).toMatchObject({
      stage: 'contact_hospital',
      name: null,
      number: null,
      reception: null,
      bring: [],
    });
    await told.minutePasses(id);
    const { rows } = await told.database.owner.query(
      `select 1 from timer t join patient_link l on l.id = t.subject_id where l.referral_id = $1`,
      [id],
    );
    expect(rows).toEqual([]);
    expect((await told.sender.ask(contract.issuePatientLink, { ...by(id), body: { givenTo: 'patient', phone: null } })).problem.code).toBe(
      'referral.wrong_state',
    );
  });

  it('is given to nobody after a death on another referral, of another hospital and under another id of the person; nothing is sent', async () => {
    const id = await told.sent();
    const phone = told.somePhone();
    const { token } = await told.issue(id, phone);
    const elsewhere = await told.sent('in_care');
    const { other } = told.world;
    await told.set(elsewhere, `sender_id = '${other.id}', sender_department_id = '${other.departmentId}', custodian_id = '${other.id}'`);
    // both are kept under a third
    await told.database.owner.query(
      `with kept as (insert into patient (id, identifier_kind) values (gen_random_uuid(), 'unknown_person') returning id)
       update patient p set same_as = kept.id from kept, referral r where p.id = r.patient_id and r.id = any($1)`,
      [[id, elsewhere]],
    );
    expect((await told.sender.get(contract.getPatientLink, by(id))).may.issue).toBe(true);
    await told.set(elsewhere, `state = 'outcome_sent', outcome = 'died', ended_as = 'died'`);
    expect((await told.look(token)).answer).toMatchObject({ stage: 'contact_hospital', name: null });
    expect((await told.sender.get(contract.getPatientLink, by(id))).may.issue).toBe(false);
    const again = { ...by(id), body: { givenTo: 'relative', phone: told.somePhone() } } as const;
    expect((await told.sender.ask(contract.issuePatientLink, again)).problem.code).toBe('referral.wrong_state');
    const { rows } = await told.database.owner.query(
      `select l.phone_cipher, count(d.id)::int as queued from patient_link l left join delivery d on d.patient_link_id = l.id
       where l.referral_id = $1 group by l.id`,
      [id],
    );
    expect(rows).toEqual([{ phone_cipher: null, queued: 1 }]);
    // the death was of somebody else
    await told.set(elsewhere, `state = 'voided', next_action_at = null, next_action_by = null`);
    expect((await told.sender.get(contract.getPatientLink, by(id))).may.issue).toBe(true);
  });

  it('follows the patient home', async () => {
    const up = await told.sent('in_care');
    const { token } = await told.issue(up);
    const down = await told.sent('offered');
    await told.set(down, `origin_id = '${up}', sender_id = '${told.world.lead.id}', receiver_id = '${told.world.county.id}'`);
    expect((await told.look(token)).answer).toMatchObject({ stage: 'in_care', home: null });
    await told.set(down, acceptedIn(48, '康复楼一层'));
    expect((await told.look(token)).answer).toMatchObject({
      stage: 'home_arranged',
      home: { name: 'county hospital', phone: '0953-120' },
      reception: { hospital: 'county hospital', place: '一层' },
    });
  });
});

describe('who may give it out', () => {
  it.each(['other.doctor', 'township.doctor'])('%s does not even learn that there is such a case', async (name) => {
    const id = await told.sent();
    const person = await told.api.as(name);
    for (const route of [contract.getPatientLink, contract.revokePatientLink] as const)
      expect((await person.ask(route, by(id))).status).toBe(404);
    expect((await person.ask(contract.issuePatientLink, { ...by(id), body: { givenTo: 'patient', phone: null } })).status).toBe(404);
  });

  it('the office and administrators may not', async () => {
    const id = await told.sent();
    for (const name of ['office', 'county.admin'])
      expect(
        (await (await told.api.as(name)).ask(contract.issuePatientLink, { ...by(id), body: { givenTo: 'patient', phone: null } })).status,
      ).toBe(403);
  });

  it('each look and each link stands in the audit trail, and both hospitals hear of it', async () => {
    const id = await told.sent();
    const { token } = await told.issue(id);
    await told.look(token);
    const { rows } = await told.database.owner.query<{ action: string; person_id: string | null }>(
      'select action, person_id from audit_entry where object_ids = array[$1::uuid] order by id',
      [id],
    );
    expect(rows.map(({ action, person_id }) => [action, person_id !== null])).toEqual([
      ['referral.patient_link_issued', true],
      ['patient_link.look', false],
    ]);
    const { rows: events } = await told.database.owner.query<{ recipients: string[]; data: object }>(
      `select recipients, data from event where subject_id = $1 and kind = 'referral.patient_link_issued'`,
      [id],
    );
    expect(events).toEqual([{ recipients: [told.world.county.id, told.world.lead.id], data: { givenTo: 'patient', messages: 0 } }]);
    expect((await told.sender.get(contract.getPatientLink, by(id))).link).toMatchObject({ looks: 1, givenTo: 'patient' });
  });
});
