import type { AppointmentView, SessionView } from '@alliance/contracts/session.contract';
import type { PatientView } from '@alliance/contracts/patient.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { ReferralRow } from '@alliance/contracts/referral-queue.contract';
import { permissionsOf } from '@alliance/domain/access/may';
import type { Role } from '@alliance/domain/access/actor';

export const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

export const lead = { id: idOf(1), name: '云岭市第一人民医院' };
export const county = { id: idOf(2), name: '青禾县人民医院' };
export const cardiology = { id: idOf(11), name: { zh: '心血管内科', en: 'Cardiology' } };

export const appointment = (role: Role, institution = lead): AppointmentView => ({
  id: idOf(200),
  role,
  title: null,
  institution,
  department: null,
  from: '2024-01-01',
  to: null,
  permissions: [...permissionsOf[role]],
});
export const session = (...appointments: AppointmentView[]): SessionView => ({
  user: { id: idOf(100), username: 'somebody', name: '周文博' },
  appointments,
  csrfToken: 'token-1',
  demonstration: true,
  method: 'password',
  locked: false,
  idleSeconds: 30 * 60,
  absoluteEnd: inMinutes(12 * 60),
  onCallUntil: null,
  steppedUpUntil: inMinutes(10),
  enrolmentRequired: false,
});

export const patient = (change: Partial<PatientView> = {}): PatientView => ({
  id: idOf(300),
  name: '欧阳建华',
  sex: 'male',
  birthDate: '1958-03-02',
  identifierKind: 'citizen_id',
  identifierMasked: '5301**********2417',
  identifierLast4: '2417',
  phone: '13800005566',
  motherId: null,
  ...change,
});

export const referral = (change: Partial<ReferralView> = {}): ReferralView => ({
  id: idOf(500),
  number: 'R7K2-M9QX-4',
  state: 'submitted',
  version: 3,
  actions: ['accept', 'return'],
  side: 'receiver',
  direction: 'up',
  service: 'emergency',
  urgency: 'immediate',
  allianceId: idOf(900),
  sender: county,
  senderDepartment: null,
  receiver: lead,
  receiverDepartment: cardiology,
  custodian: county,
  patient: patient(),
  reason: '胸痛两小时',
  diagnosis: { text: '急性下壁心肌梗死', code: 'I21.1', edition: '2.0' },
  summary: null,
  reviewer: '马志远',
  consentGiver: 'relative',
  facts: null,
  criteriaReason: null,
  judgement: null,
  verdict: null,
  deadline: { at: inMinutes(8), by: 'receiver', missed: false },
  reception: null,
  outcome: null,
  notes: [],
  attachments: [],
  missing: [],
  createdBy: '林晓燕',
  owner: '林晓燕',
  createdAt: inMinutes(-9),
  updatedAt: inMinutes(-2),
  submittedAt: inMinutes(-2),
  arrivedAt: null,
  closedAt: null,
  ...change,
});

export const row = (n: number, change: Partial<ReferralRow> = {}): ReferralRow => ({
  id: idOf(n),
  number: 'R7K2-M9QX-4',
  state: 'submitted',
  version: 2,
  actions: ['accept', 'return', 'ask'],
  urgency: 'urgent',
  service: 'inpatient',
  direction: 'up',
  deadline: { at: inMinutes(n), by: 'receiver', missed: false },
  counterpart: county,
  department: cardiology.name,
  patient: { name: `患者${n}`, sex: 'female', birthDate: '1960-01-01', identifierMasked: '5301**********0001', identifierLast4: '0001' },
  diagnosis: '不稳定型心绞痛',
  reason: null,
  submittedAt: inMinutes(-5),
  updatedAt: inMinutes(-5),
  ...change,
});
