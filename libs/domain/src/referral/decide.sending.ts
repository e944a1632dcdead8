import { answerLines, questionLines, unansweredOf } from '../conversation/question.js';
import { Refusal } from '../refusal.js';
import { resumedAt, responseDueAt, secondsLeft } from './deadline.js';
import { needsCriteriaReason } from './criteria-verdict.js';
import { elsewhere, event, note, waiting, waitingFor, type Decide, type Decision } from './decide.parts.js';
import type { ReferralChange } from './referral.types.js';

/** What the sender does to have an answer. */

const send: Decide<'submit' | 'resubmit'> = ({ action, judged }, decision) => {
  const { referral, at, state } = decision;
  const { urgency, receiverDepartmentId, criteriaReason } = referral;
  if (judged && !criteriaReason && needsCriteriaReason(judged, urgency))
    throw new Refusal('criteria.reason_required', { verdict: judged.verdict });
  const dueAt = responseDueAt(urgency, at.now, judged?.respondWithinMinutes ?? null, at.deadlines);
  return {
    set: { state, ...waiting(decision, dueAt, 'receiver'), pausedSeconds: null, submittedAt: at.now, undo: null },
    event: event(action, {
      urgency,
      ...(receiverDepartmentId && { departmentId: receiverDepartmentId }),
      dueAt: dueAt.toISOString(),
      ...(judged && { verdict: judged.verdict }),
    }),
    note: null,
  };
};

const redirect: Decide<'redirect'> = (ask, decision) => {
  const { referral, state } = decision;
  const to = elsewhere(decision, ask);
  const moved: Decision = { ...decision, referral: { ...referral, ...to } };
  return {
    set: { state, ...to, ...waitingFor(moved, 'receiver'), pausedSeconds: null, undo: null },
    event: event('redirect', {
      reason: ask.reason,
      urgency: referral.urgency,
      ...(to.receiverDepartmentId && { departmentId: to.receiverDepartmentId }),
      ...(referral.receiverId && { from: referral.receiverId }),
      ...(to.receiverId && { to: to.receiverId }),
    }),
    note: note('redirection', ask.explanation),
  };
};

const askForMore: Decide<'ask'> = ({ questions }, decision) => {
  const { referral, at, state } = decision;
  const { urgency } = referral;
  const due = referral.nextActionAt ?? responseDueAt(urgency, at.now, null, at.deadlines);
  const pausedSeconds = secondsLeft('submitted', urgency, due, at.now);
  return {
    set: { state, ...waitingFor(decision, 'sender'), pausedSeconds, undo: null },
    event: event('ask', { pausedSeconds, questions: questions.length }),
    note: note('question', questionLines(questions)),
  };
};

/** The receiver's clock goes on where it stopped. */
function goOn(decision: Decision): ReferralChange['set'] & { readonly nextActionAt: Date } {
  const { referral, at, state } = decision;
  const { urgency, pausedSeconds } = referral;
  const dueAt =
    pausedSeconds === null ? responseDueAt(urgency, at.now, null, at.deadlines) : resumedAt('submitted', urgency, pausedSeconds, at.now);
  return { state, ...waiting(decision, dueAt, 'receiver'), pausedSeconds: null, undo: null };
}

/** Every question has its answer, or a reason why there is none. @throws Refusal referral.answers_incomplete naming the others by number */
const reply: Decide<'reply'> = ({ questions = [], answers }, decision) => {
  const open = unansweredOf(questions, answers);
  if (open.length) throw new Refusal('referral.answers_incomplete', { fields: open.map((number) => `answers.${number}`) });
  const set = goOn(decision);
  const cannot = answers.filter((answer) => 'cannot' in answer).length;
  return {
    set,
    event: event('reply', { dueAt: set.nextActionAt.toISOString(), answered: answers.length - cannot, cannot }),
    note: note('answer', answerLines(answers)),
  };
};

const resume: Decide<'resume'> = (_, decision) => {
  const set = goOn(decision);
  return { set, event: event('resume', { dueAt: set.nextActionAt.toISOString() }), note: null };
};

export const sending = { submit: send, resubmit: send, redirect, ask: askForMore, reply, resume };
