import { compileCriteria } from '../criteria/criteria-set.js';
import type { FactDefinition } from '../criteria/fact.types.js';
import { say } from '../criteria/find.js';
import { readFacts } from '../criteria/given.js';
import type { Criterion } from '../criteria/rule.types.js';
import { Sight } from '../criteria/sight.js';
import type { Block, Blocker, ProtocolContent, Quiz, Section, SignOff } from './protocol.types.js';
import { needsSignOff } from './sign-off.js';

/**
 * What its own tests say against a version: a criterion without a test case, and every case that does not give what it should.
 * @param now moment of judgement of cases that do not name one
 */
export function testBlockers({ facts, criteria }: Pick<ProtocolContent, 'facts' | 'criteria'>, now: Date): Blocker[] {
  return criteria.flatMap((criterion) => {
    const { code } = criterion;
    if (!criterion.testCases.length) return [blocker('no_test_case', code)];
    return failingCases(facts, criterion, now).map((name) => blocker('test_case_fails', code, name));
  });
}

/** Asked with every look at a draft, so only for verdicts: explaining them takes seconds in the largest rules. */
function failingCases(facts: readonly FactDefinition[], criterion: Criterion, now: Date): string[] {
  const set = compileCriteria(facts, [criterion]);
  const [compiled] = set.criteria[criterion.direction];
  if (!compiled) return [];
  const failing = criterion.testCases.filter(({ facts: given, expect, at }) => {
    const moment = at === undefined ? now : new Date(at);
    return say(compiled, new Sight(set.slots, readFacts(set.facts, given, moment).values, moment), null).verdict !== expect;
  });
  return failing.map(({ name }) => name);
}

/**
 * Everything that still forbids publishing. A protocol may come without criteria – then its text is all there is, and has to say who it is for.
 * @param signOffs those that hold for this content
 */
export function blockersOf(content: ProtocolContent, signOffs: readonly Pick<SignOff, 'code'>[], now: Date): Blocker[] {
  const signed = new Set(signOffs.map(({ code }) => code));
  return [
    ...wordBlockers(content),
    ...textBlockers(content),
    ...testBlockers(content, now),
    ...content.criteria.filter((one) => needsSignOff(one) && !signed.has(one.code)).map(({ code }) => blocker('sign_off_missing', code)),
    ...(content.quiz ? quizBlockers(content.quiz) : []),
  ];
}

/** What every reader sees is there in Chinese; English may be missing. */
function wordBlockers({ title, criteria }: ProtocolContent): Blocker[] {
  const missing = criteria.flatMap(({ code, label, target }) =>
    Object.entries({ label, target }).flatMap(([part, { zh }]) => (zh.trim() ? [] : [blocker('words_missing', code, part)])),
  );
  return title.zh.trim() ? missing : [blocker('words_missing', null, 'title'), ...missing];
}

function textBlockers({ criteria, sections }: ProtocolContent): Blocker[] {
  if (criteria.length) return [];
  const written = sections.filter(saysSomething);
  if (!written.length) return [blocker('no_criteria')];
  return written.some(({ kind }) => kind === 'who_for') ? [] : [blocker('section_missing', null, 'who_for')];
}

/** A question has at least one right answer among its options, and one name. */
function quizBlockers({ questions }: Quiz): Blocker[] {
  const seen = new Set<string>();
  return questions.flatMap(({ id, options, right }) => {
    const twice = seen.has(id);
    seen.add(id);
    const answerable = right.length > 0 && right.length === new Set(right).size && right.every((place) => place < options.length);
    return twice || !answerable ? [blocker('quiz_invalid', null, id)] : [];
  });
}

const saysSomething = ({ blocks }: Section): boolean => blocks.some((block) => runsOf(block).some(({ text }) => text.trim() !== ''));

/** All text of a block, in the order it is read. */
export function runsOf(block: Block): readonly { readonly text: string }[] {
  if (block.kind === 'list') return block.items.flat();
  return block.kind === 'table' ? block.rows.flat(2) : block.runs;
}

const blocker = (kind: Blocker['kind'], code: string | null = null, detail: string | null = null): Blocker => ({ kind, code, detail });
