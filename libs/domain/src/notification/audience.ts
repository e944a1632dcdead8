import type { Role } from '../access/actor.js';

/** Who of an institution is told when something happens there. `concerned` are the people the event names, whatever their role. */
export interface Audience {
  readonly roles: readonly Role[];
  readonly concerned: boolean;
  /** Told on the side where it happened too, not only on the other one. */
  readonly ownSide: boolean;
  /** Whoever is on duty in the house too, immediate or not; the backups where the event says that it is their turn. */
  readonly onDuty?: boolean;
  /** Whoever was told of the case before is told how it went on: a team that waits for somebody must know that nobody comes. */
  readonly toldBefore?: boolean;
}

const desk = (more: Partial<Audience> = {}): Audience => ({ roles: ['coordinator'], concerned: true, ownSide: false, ...more });

const standDown = desk({ toldBefore: true });

/** The people whom the event names, wherever it happened. */
const named: Audience = { roles: [], concerned: true, ownSide: true };

/** Who keeps a hospital’s papers, on the side where it did not happen. */
const administrators: Audience = { roles: ['lead_administrator', 'member_administrator'], concerned: false, ownSide: false };

/** Who answers for why tests were repeated, at both hospitals and at the office. */
const reviewers: Audience = { roles: ['quality_manager', 'management_office'], concerned: false, ownSide: false };

/** Who answers for the quality of tests, in the house itself. */
const qualityManagers: Audience = { roles: ['quality_manager'], concerned: false, ownSide: true };

/** Everybody whom a protocol concerns. */
const readers: Audience = {
  roles: ['doctor', 'coordinator', 'expert', 'quality_manager', 'lead_administrator', 'member_administrator'],
  concerned: false,
  ownSide: true,
};

/** One row per kind of event that notifies; a kind without a row never does. Immediate cases also reach whoever is on duty at the receiver. */
export const audiences: Readonly<Record<string, Audience>> = {
  'referral.submitted': desk(),
  // many patients at once: one notice for all of them, to whoever is on duty too
  'referral.batch_announced': desk({ onDuty: true }),
  'referral.resubmitted': desk(),
  'referral.replied': desk(),
  'referral.accepted': desk(),
  'referral.info_requested': desk(),
  'referral.returned': desk(),
  'referral.departed': desk(),
  'referral.arrived': desk(),
  'referral.outcome_reported': desk(),
  'referral.came_down': desk({ ownSide: true }),
  'referral.cancelled': standDown,
  'referral.acceptance_withdrawn': standDown,
  'referral.redirected': standDown,
  'referral.converted': desk(),
  'referral.resumed': desk(),
  'referral.closed_with_advice': desk(),
  'referral.patient_declined': standDown,
  'referral.acknowledged': desk(),
  'referral.diverted': standDown,
  'referral.turned_back': standDown,
  'referral.no_show': desk(),
  'referral.rebooked': desk(),
  'referral.death_reported': desk(),
  'referral.entered_in_error': standDown,
  'referral.undone': desk(),
  'referral.pair_split': desk(),
  'referral.completed_late': desk(),
  'referral.corrected': desk(),
  'referral.offered': { roles: ['coordinator', 'doctor'], concerned: true, ownSide: false },
  'referral.doctor_accepted': { roles: ['coordinator'], concerned: true, ownSide: true },
  'referral.doctor_declined': desk(),
  // waits for a second person of the same house
  'referral.correction_proposed': { roles: ['coordinator', 'doctor'], concerned: true, ownSide: true },
  // to the hospital that reviews, and back
  'referral.appealed': { roles: ['coordinator', 'doctor', 'expert'], concerned: true, ownSide: false },
  'referral.appeal_upheld': desk(),
  'referral.appeal_overturned': desk(),
  'referral.response_overdue': desk({ ownSide: true }),
  // the patient of both still needs a place
  'referral.hold_ended': desk({ ownSide: true }),
  'referral.place_awaited': desk(),
  'referral.reminded': desk(),
  // to whom the work went, and from whom it was taken
  'referral.handed_over': named,
  'referral.claim_taken': named,
  // called into the conversation of a case
  'referral.mentioned': named,
  'shortage.contact_due': { roles: ['coordinator'], concerned: false, ownSide: true },
  'referral.step_overdue': desk({ ownSide: true }),
  'referral.appeal_overdue': { roles: ['coordinator', 'quality_manager'], concerned: true, ownSide: true },
  // whose patient it is learns who else was told
  'referral.escalated': named,
  // the rung that was climbed: the receiver's house, the lead's, the office
  'escalation.raised': {
    roles: ['coordinator', 'lead_administrator', 'management_office'],
    concerned: false,
    ownSide: true,
    onDuty: true,
  },
  'escalation.findings_listed': desk({ concerned: false, ownSide: true }),
  // a patient on the way; the event happens at the sender, whose crew says it
  'referral.deteriorating': desk({ ownSide: true }),
  'referral.vehicle_broken_down': desk({ ownSide: true }),
  'referral.at_the_door': desk(),
  'referral.overdue_on_way': desk({ ownSide: true }),
  // to the people of the team
  'referral.team_activated': named,
  // an agreement that waits for a signature, came back, began to hold, ends or runs out
  'service_agreement.offered': administrators,
  'service_agreement.sent_back': administrators,
  'service_agreement.came_in_force': administrators,
  'service_agreement.ended': administrators,
  'service_agreement.expiring': { ...administrators, ownSide: true },
  // somebody who came home and is to be asked; the lead and whoever sent the patient down learn of it a day later
  'follow_up.due_soon': named,
  'follow_up.overdue': desk({ ownSide: true }),
  'follow_up.overdue_above': desk(),
  'follow_up.overdue_at_member': { roles: ['coordinator', 'lead_administrator'], concerned: false, ownSide: false },
  'follow_up.not_reached': named,
  'follow_up.taken_over': named,
  'follow_up.deteriorated': desk({ onDuty: true }),
  'follow_up.reported': { roles: [], concerned: true, ownSide: false },
  // to both hospitals, then to whoever concludes
  'return_review.opened': { roles: ['coordinator', 'quality_manager'], concerned: true, ownSide: true },
  'return_review.accounts_closed': { roles: ['coordinator', 'quality_manager'], concerned: true, ownSide: true },
  'return_review.conclusion_awaited': {
    roles: ['quality_manager', 'lead_administrator', 'management_office'],
    concerned: false,
    ownSide: true,
  },
  'return_review.concluded': { roles: ['coordinator', 'quality_manager'], concerned: true, ownSide: true },
  'return_review.objected': { roles: ['management_office', 'quality_manager', 'lead_administrator'], concerned: false, ownSide: false },
  'return_review.decided': { roles: ['coordinator', 'quality_manager', 'lead_administrator'], concerned: true, ownSide: true },
  'return_review.overdue': { roles: ['quality_manager', 'lead_administrator', 'management_office'], concerned: false, ownSide: true },
  'return_review.withdrawn': { roles: ['coordinator', 'quality_manager'], concerned: true, ownSide: true },
  // a repeat that is looked at: to both hospitals, to whoever is asked to decide
  'recognition_review.sampled': reviewers,
  'recognition_review.judged': reviewers,
  'recognition_review.appealed': reviewers,
  'recognition_review.assigned': reviewers,
  'recognition_review.decided': { ...reviewers, ownSide: true },
  'recognition_review.settled': { ...reviewers, ownSide: true },
  'recognition_review.overdue': { ...reviewers, ownSide: true },
  // to the invited side and back; who sits at the table is named
  'consultation.invited': desk({ onDuty: true }),
  'consultation.rung': { roles: ['coordinator', 'lead_administrator'], concerned: true, ownSide: false, onDuty: true },
  'consultation.opened_from_referral': desk(),
  'consultation.party_added': desk(),
  'consultation.accepted': desk(),
  'consultation.declined': desk(),
  'consultation.assigned': named,
  'consultation.booked': desk({ ownSide: true }),
  'consultation.rescheduled': desk({ ownSide: true }),
  'consultation.cancelled': standDown,
  'consultation.call_recorded': named,
  'consultation.opinion_signed': { roles: [], concerned: true, ownSide: false },
  'consultation.excused': { roles: [], concerned: true, ownSide: false },
  'consultation.decided': { roles: [], concerned: true, ownSide: false },
  'consultation.feedback_given': { roles: [], concerned: true, ownSide: false },
  'consultation.entered_in_error': standDown,
  'consultation.overdue': { roles: ['coordinator', 'lead_administrator', 'management_office'], concerned: true, ownSide: true },
  // to those who take part; to whoever is called instead of somebody who did not come, or where nobody is
  'consultation.reminder': named,
  'consultation.substitute_called': named,
  'consultation.nobody_instead': desk({ ownSide: true }),
  'consultation.inviting_absent': desk({ ownSide: true }),
  'consultation.feedback_due': { roles: [], concerned: true, ownSide: true },
  // to the hospitals that treat the same person; and what waits for a second person, with the answer to the first
  // what a physician took over was corrected or revoked since
  'recognition.overturned': named,
  'patient.identified': desk(),
  'patient.merge_proposed': desk({ ownSide: true }),
  'patient.merge_confirmed': named,
  'patient.merge_refused': named,
  'patient.undo_proposed': desk({ ownSide: true }),
  'patient.undo_confirmed': desk({ ownSide: true }),
  'patient.undo_refused': named,
  // to the successor of somebody who left
  // to the administrators of the member
  'alliance.member_invited': named,
  'alliance.member_agreed': named,
  'alliance.member_suspended': named,
  'alliance.member_resumed': named,
  'alliance.member_leaves': named,
  // to those whose duty it is, or was
  'shift.added': named,
  'shift.changed': named,
  'shift.cancelled': named,
  'shift.relieved': named,
  'shift.taken_over': named,
  // to whom an administrator did something
  'person.appointed': named,
  'person.appointment_changed': named,
  'person.appointment_ended': named,
  'person.changed': named,
  'person.contact_changed': named,
  'person.password_reset_issued': named,
  'person.second_factors_reset': named,
  'person.unlocked': named,
  // what waits for a second person, and what that person said
  'protocol.submitted': { roles: ['expert', 'quality_manager', 'lead_administrator'], concerned: false, ownSide: true },
  'protocol.returned': named,
  'protocol.approved': named,
  // to those who treat by it and those who answer for that, the lead's own included
  'protocol.published': readers,
  'protocol.withdrawn': readers,
  'protocol.annotated': readers,
  // to those who have not read what is in force; to the authors and to whom they answered
  'protocol.reading_due': named,
  'protocol.reading_overdue': named,
  'protocol.feedback_given': named,
  'protocol.feedback_answered': named,
  // HR marks of the house, and the paper that will take some away
  'certificate.marks_appeared': qualityManagers,
  'certificate.marks_lapsed': qualityManagers,
  'certificate.marks_moved': qualityManagers,
  'certificate.expiring': qualityManagers,
  // a stolen token, perhaps
  'machine.refresh_reused': { roles: ['lead_administrator', 'member_administrator', 'management_office'], concerned: false, ownSide: true },
  // to the member that is reminded, and back to whoever did it
  'reminder.sent': { roles: ['coordinator', 'member_administrator', 'lead_administrator'], concerned: false, ownSide: false },
  'reminder.answered': named,
  'alliance.opened': { roles: ['lead_administrator', 'member_administrator'], concerned: false, ownSide: false },
};
