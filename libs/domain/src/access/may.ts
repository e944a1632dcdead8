import type { Actor, Role } from './actor.js';
import type { Permission } from './permission.js';

const shared = [
  'account.own',
  'institution.read',
  'person.read',
  'pairing.read',
  'alliance.read',
  'duty.read',
  'service_agreement.read',
  'expert.read',
  'catalogue.read',
  'certificate.read',
  'protocol.read',
  'criteria.judge',
  'notification.read',
  'event.read',
] as const;
/** Asking for a consultation and preparing it; whose expertise is given is a matter of its own. */
const consulting = [
  'availability.read',
  'consultation.read',
  'consultation.request',
  'consultation.arrange',
  'consultation.attend',
] as const;
const clinical = [
  ...shared,
  'patient.read',
  'referral.read',
  'duty.take',
  'protocol.acknowledge',
  'capacity.read',
  'formulary.read',
  'result.read',
  'recognition.check',
  ...consulting,
] as const;
/** Publishing beds and slots; the ward itself only says which bed is taken. */
const capacity = ['capacity.mark', 'capacity.manage', 'formulary.manage'] as const;
/** Who patients are: registering them, identifying unknown people, joining rows of one person. */
const identity = ['patient.register', 'patient.identify', 'patient.merge'] as const;
/** The core academic team of a lead hospital: whose alliance it is, is asked of the protocol. */
const academic = ['protocol.author', 'protocol.approve'] as const;
/** Who is told that somebody waits too long, and says that it is being seen to. */
const escalation = ['escalation.read', 'escalation.acknowledge'] as const;
/** Looking after who came home; every return within 72 hours is told from both sides, and judged by neither of them. */
const followUp = ['follow_up.read', 'follow_up.record', 'return_review.read', 'return_review.account'] as const;
const reviewing = ['return_review.read', 'return_review.conclude'] as const;
/** Quality of tests: assessments, the hospital's own codes, what came in and could not be filed, and why tests were repeated. */
const testQuality = [
  'test_code.map',
  'certificate.manage',
  'certificate.check',
  'inbound.manage',
  'recognition.appeal',
  'recognition.figures',
] as const;
/** What an administrator does at the own institution. */
const administration = [
  ...shared,
  ...escalation,
  ...testQuality,
  'analytics.read',
  'person.manage',
  'department.manage',
  'policy.manage',
  'machine.manage',
  'duty.manage',
  'delivery.read',
  'console.read',
  'service_agreement.manage',
  'expert.manage',
  'availability.read',
  'availability.arrange',
] as const;

/** The one source of what a role may do; the routes and the tests both read it. The auditor sees audit entries and nothing else. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  doctor: [
    ...clinical,
    ...followUp,
    ...escalation,
    ...identity,
    'referral.draft',
    'capacity.mark',
    'analytics.read',
    'consultation.advise',
    'result.file',
    'recognition.decide',
  ],
  coordinator: [
    ...clinical,
    ...followUp,
    ...escalation,
    ...capacity,
    ...identity,
    'reminder.answer',
    'referral.draft',
    'duty.manage',
    'analytics.read',
    'availability.arrange',
    'result.file',
  ],
  expert: [...clinical, ...academic, 'consultation.advise', 'recognition.decide'],
  quality_manager: [
    ...shared,
    ...reviewing,
    ...testQuality,
    'result.read',
    'result.file',
    'recognition.review',
    'return_review.account',
    'analytics.read',
    ...academic,
    'protocol.acknowledge',
    'protocol.adopt',
    'consultation.attend',
  ],
  lead_administrator: [
    ...administration,
    ...reviewing,
    'capacity.read',
    'formulary.read',
    ...capacity,
    ...academic,
    'membership.manage',
    'catalogue.manage',
    'deadline.manage',
    'console.remind',
    'reminder.answer',
    'protocol.adopt',
  ],
  member_administrator: [
    ...administration,
    'reminder.answer',
    'return_review.read',
    'capacity.read',
    'formulary.read',
    ...capacity,
    'protocol.adopt',
  ],
  management_office: [
    ...administration,
    ...reviewing,
    'institution.manage',
    'catalogue.manage',
    'recognition.review',
    'pairing.import',
    'alliance.open',
    'membership.manage',
    'duty.take',
    'console.remind',
    'protocol.share',
  ],
  auditor: ['account.own', 'audit.read'],
  integration_client: [
    'institution.read',
    'pairing.read',
    'alliance.read',
    'duty.read',
    'patient.read',
    'patient.register',
    'referral.read',
    'referral.draft',
    'protocol.read',
    'criteria.judge',
    'catalogue.read',
    'result.read',
    'result.file',
    'recognition.check',
    'recognition.decide',
    'event.read',
  ],
};

/** May this actor do it at all? Whose objects they are is decided by row-level security and by the object's own policy. */
export function may({ role, scopes }: Pick<Actor, 'role' | 'scopes'>, permission: Permission): boolean {
  return permissionsOf[role].includes(permission) && (scopes === undefined || scopes.includes(permission));
}
