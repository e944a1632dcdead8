import type { ArchivedBy, ArchivedReferral, ArchivedStep } from '@alliance/domain/archive/archive.types';
import type { Paper } from '../../platform/paper/paper.js';
import { timeOf } from '../../platform/paper/paper-time.js';
import { word } from './paper-words.js';

const whoOf = ({ by, institution }: ArchivedBy): string => (by ? `${by}（${institution ?? '—'}）` : '系统');

/** Every step with who did it, and everything that was said, in order. */
export function spokenSections(paper: Paper, referral: ArchivedReferral): void {
  paper.heading('经办记录', 'Steps and decisions');
  paper.table(
    ['时间', '事项', '经办'],
    [20, 42, 38],
    referral.steps.map((step) => [timeOf(step.at), stepOf(step), whoOf(step)]),
  );
  notes(paper, referral);
  messages(paper, referral);
  questions(paper, referral);
}

function stepOf({ kind, data }: ArchivedStep): string {
  const { reason, outcome } = data;
  const more = typeof reason === 'string' ? word('reason', reason) : typeof outcome === 'string' ? word('outcome', outcome) : '';
  return [word('step', kind.slice('referral.'.length)), more].filter(Boolean).join('：');
}

function notes(paper: Paper, { notes: said }: ArchivedReferral): void {
  if (!said.length) return;
  paper.heading('往来意见', 'Questions, answers and advice');
  paper.table(
    ['时间', '意见', '经办'],
    [20, 54, 26],
    said.map((note) => [timeOf(note.at), `【${word('note', note.kind)}】${note.text}`, whoOf(note)]),
  );
}

function messages(paper: Paper, { messages: said }: ArchivedReferral): void {
  if (!said.length) return;
  paper.heading('沟通记录', 'Conversation');
  paper.table(
    ['时间', '内容', '发言'],
    [20, 54, 26],
    said.map((message) => [
      timeOf(message.at),
      [message.text ?? `（${timeOf(message.withdrawnAt)} 撤回）`, ...message.documents.map((name) => `［${name}］`)]
        .filter(Boolean)
        .join(' '),
      whoOf(message),
    ]),
  );
}

function questions(paper: Paper, { questions: rounds }: ArchivedReferral): void {
  if (!rounds.length) return;
  paper.heading('补充材料', 'Requests for information');
  paper.table(
    ['轮次', '问题', '回答'],
    [20, 40, 40],
    rounds.flatMap(({ round, askedBy, askedAt, answeredBy, answeredAt, questions: asked }) =>
      asked.map(({ text, answer, cannot, document }) => [
        `第 ${round} 轮\n${askedBy} ${timeOf(askedAt)}`,
        text,
        answeredAt ? `${answerOf(answer, cannot, document)}\n${answeredBy ?? '—'} ${timeOf(answeredAt)}` : '未答复',
      ]),
    ),
  );
}

function answerOf(answer: unknown, cannot: string | null, document: string | null): string {
  if (cannot) return `不能提供：${cannot}`;
  if (document) return `［${document}］`;
  return typeof answer === 'string' ? answer : answer === null ? '—' : JSON.stringify(answer);
}
