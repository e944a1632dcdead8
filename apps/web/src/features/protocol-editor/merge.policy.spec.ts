import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { describe, expect, it } from '@jest/globals';
import { newCriterion } from './criterion.policy';
import { merged, withTheirs } from './merge.policy';

const criterion = (code: string, zh: string) => ({ ...newCriterion(code, 'up'), label: { zh } });
const base: ProtocolContent = {
  ...{ title: { zh: '高血压' }, changeNote: '', facts: [], quiz: null, references: [] },
  sections: [{ kind: 'assess', blocks: [{ kind: 'paragraph', runs: [{ text: '测两次' }] }] }],
  criteria: [criterion('HTN-U01', '一'), criterion('HTN-U02', '二')],
};

describe('what two people made of one version', () => {
  it('holds what each of them changed', () => {
    const mine = { ...base, criteria: [criterion('HTN-U01', '我改的'), criterion('HTN-U02', '二')] };
    const theirs = { ...base, changeNote: '说明', criteria: [criterion('HTN-U01', '一'), criterion('HTN-U02', '他改的')] };
    const { content, conflicts } = merged(base, mine, theirs);
    expect(content.changeNote).toBe('说明');
    expect(content.criteria.map(({ label }) => label.zh)).toEqual(['我改的', '他改的']);
    expect(conflicts).toEqual([]);
  });

  it('keeps mine where both changed the same, names theirs, and gives it on request', () => {
    const mine = { ...base, title: { zh: '高血压（甲）' } };
    const theirs = { ...base, title: { zh: '高血压（乙）' } };
    const { content, conflicts } = merged(base, mine, theirs);
    expect(content.title.zh).toBe('高血压（甲）');
    expect(conflicts).toEqual([{ kind: 'title', id: '', theirs: { zh: '高血压（乙）' } }]);
    expect(withTheirs(content, conflicts[0] as never).title.zh).toBe('高血压（乙）');
  });

  it('takes what was added and removed on either side', () => {
    const mine = { ...base, criteria: [...base.criteria, criterion('HTN-U03', '三')] };
    const theirs = { ...base, criteria: [criterion('HTN-U02', '二')], sections: [] };
    const { content, conflicts } = merged(base, mine, theirs);
    expect(content.criteria.map(({ code }) => code)).toEqual(['HTN-U02', 'HTN-U03']);
    expect(content.sections).toEqual([]);
    expect(conflicts).toEqual([]);
  });

  it('does not let a removal undo a change', () => {
    const mine = { ...base, criteria: [criterion('HTN-U01', '我改的'), criterion('HTN-U02', '二')] };
    const theirs = { ...base, criteria: [criterion('HTN-U02', '二')] };
    const { content, conflicts } = merged(base, mine, theirs);
    expect(content.criteria.map(({ code }) => code)).toEqual(['HTN-U01', 'HTN-U02']);
    expect(conflicts).toEqual([{ kind: 'criterion', id: 'HTN-U01', theirs: undefined }]);
    expect(withTheirs(content, conflicts[0] as never).criteria.map(({ code }) => code)).toEqual(['HTN-U02']);
  });

  it('loses no criterion while a code stands twice', () => {
    const twice = { ...base, criteria: [criterion('HTN-U01', '一'), criterion('HTN-U01', '二')] };
    expect(merged(base, twice, base).content.criteria).toHaveLength(2);
  });
});
