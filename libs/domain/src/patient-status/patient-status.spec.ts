import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { referralStates } from '../referral/referral.machine.js';
import { canBeTold, mayGiveLink } from './patient-link.js';
import { messageFor, wordsOf, type Tellable } from './patient-message.js';
import { placeForPatient, stageForPatient, veiledName, type CaseForPatient } from './patient-status.js';

const now = new Date('2026-11-22T08:00:00Z');
const standing = (more: Partial<CaseForPatient> = {}): CaseForPatient => ({
  state: 'accepted',
  endedAs: null,
  homeState: null,
  died: false,
  ...more,
});
const tellable = (more: Partial<Tellable> = {}): Tellable => ({
  ...{
    stage: 'accepted',
    receiver: '市人民医院',
    arriveBy: now,
    place: '二楼',
    home: null,
    homeArriveBy: null,
    homePlace: null,
    nextVisitOn: null,
  },
  ...more,
});
const somebody = (role: string, institutionId: string) => ({ personId: 'p', appointmentId: 'a', institutionId, role }) as never;

describe('what a patient is told', () => {
  it('is nothing after a death, whatever the state', () => {
    fc.assert(
      fc.property(fc.constantFrom(...referralStates), fc.option(fc.constantFrom(...referralStates)), (state, homeState) => {
        expect(stageForPatient(standing({ state, homeState, died: true }))).toBe('contact_hospital');
      }),
    );
  });

  it.each([
    [{ state: 'submitted' }, 'sent'],
    [{ state: 'info_requested' }, 'information_needed'],
    [{ state: 'returned' }, 'with_your_doctor'],
    [{ state: 'offered' }, 'sent'],
    [{ state: 'closed', endedAs: 'outcome' }, 'ended'],
    [{ state: 'closed', endedAs: 'treated_here' }, 'not_carried_out'],
    [{ state: 'closed', endedAs: 'patient_declined' }, 'not_carried_out'],
    [{ state: 'cancelled', endedAs: 'cancelled' }, 'not_carried_out'],
    [{ state: 'in_care', homeState: 'accepted' }, 'home_arranged'],
    [{ state: 'closed', endedAs: 'came_down', homeState: 'in_care' }, 'home_arrived'],
    // an offer that two hospitals still talk about
    [{ state: 'in_care', homeState: 'offered' }, 'in_care'],
  ] as const)('%j is %s', (given, stage) => {
    expect(stageForPatient(standing(given))).toBe(stage);
  });

  it.each([
    ['门诊楼二层', '门诊楼二层'],
    ['急诊大厅', '急诊大厅'],
    ['急诊楼一层胸痛中心 / 心血管内科二病区', '急诊楼一层'],
    ['住院部A座心血管内科二病区', '住院部A座'],
    ['门诊三楼心血管内科', '门诊三楼'],
    ['3号楼 5层 透析中心', '3号楼5层'],
    ['Building A, floor 2', 'Building A, floor 2'],
    ['Stroke unit, floor 3, room 12', 'floor 3, room 12'],
    ['肿瘤科三楼', '三楼'],
    ['6 号楼感染科', '6 号楼'],
    ['Oncology, floor 3', 'floor 3'],
    ['精神卫生中心', null],
    ['妇产楼', null],
    ['皮肤性病科', null],
  ])('of %s shows %s', (place, shown) => expect(placeForPatient(place)).toBe(shown));

  it('never repeats a word that a ward or a department adds to a place', () => {
    const wards = [
      '心血管内科',
      '胸痛中心',
      '卒中单元',
      '神经外科',
      '肾内科',
      '介入导管室',
      '内分泌科',
      '呼吸与危重症医学科',
      '新生儿科',
      'CCU',
      'ICU',
      '血液透析室',
      '妇产科二病区',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...wards), fc.constantFrom('门诊楼', '住院部3层', '', '急诊大厅'), fc.boolean(), (ward, place, first) => {
        const shown = placeForPatient(first ? `${ward}${place}` : `${place}${ward}`);
        expect(shown).toBe(place || null);
      }),
    );
  });

  it('of the name is one character', () => {
    expect(veiledName('张')).toBe('张×');
    expect(veiledName(null)).toBe('×');
  });
});

describe('messages', () => {
  it('are not repeated, and say that something changed when it did', () => {
    const first = messageFor(tellable(), null);
    expect(first?.template).toBe('patient_accepted');
    expect(messageFor(tellable(), first?.told ?? null)).toBeNull();
    expect(messageFor(tellable({ arriveBy: new Date(now.getTime() + 3_600_000) }), first?.told ?? null)?.template).toBe('patient_changed');
    expect(messageFor(tellable({ place: '三楼' }), first?.told ?? null)?.template).toBe('patient_changed');
  });

  it('go out about what matters to a patient only', () => {
    for (const stage of [
      'sent',
      'information_needed',
      'discussing',
      'on_the_way',
      'arrived',
      'in_care',
      'ended',
      'contact_hospital',
    ] as const)
      expect(messageFor(tellable({ stage, nextVisitOn: '2026-12-01' }), null)).toBeNull();
    expect(messageFor(tellable({ stage: 'with_your_doctor' }), null)?.template).toBe('patient_returned');
    expect(messageFor(tellable({ stage: 'home_arrived', home: '县医院', nextVisitOn: '2026-12-01' }), null)).toMatchObject({
      template: 'patient_visit',
      hospital: '县医院',
    });
  });

  it('name a hospital and a time by the clock of the hospitals, and no place', () => {
    const message = messageFor(tellable({ place: '3 号楼肿瘤科' }), null);
    expect(message && wordsOf(message, 'Asia/Shanghai')).toBe(
      '市人民医院已同意接收，请于11月22日 16:00前到院，带好身份证、医保卡和病历。详情：',
    );
  });
});

describe('the link', () => {
  const told = { state: 'accepted', senderId: 'county', receiverId: 'lead', closedAt: null, died: false } as const;
  it('is given out by people of the two hospitals who see patients', () => {
    expect(mayGiveLink(somebody('doctor', 'county'), told)).toBe(true);
    expect(mayGiveLink(somebody('coordinator', 'lead'), told)).toBe(true);
    expect(mayGiveLink(somebody('doctor', 'other'), told)).toBe(false);
    for (const role of ['management_office', 'lead_administrator', 'auditor', 'expert'])
      expect(mayGiveLink(somebody(role, 'lead'), told)).toBe(false);
  });
  it('is about something that was sent and did not end long ago', () => {
    expect(canBeTold(told, now)).toBe(true);
    expect(canBeTold({ ...told, state: 'draft' }, now)).toBe(false);
    expect(canBeTold({ ...told, state: 'voided' }, now)).toBe(false);
    expect(canBeTold({ ...told, died: true }, now)).toBe(false);
    expect(canBeTold({ ...told, state: 'closed', closedAt: new Date(now.getTime() - 30 * 86_400_000) }, now)).toBe(false);
    expect(canBeTold({ ...told, state: 'closed', closedAt: new Date(now.getTime() - 29 * 86_400_000) }, now)).toBe(true);
  });
});
