import { describe, expect, it } from '@jest/globals';
import { inOrder, whatChanged } from './presence-words';
import { own, participant } from './room.story';

const absent = { presence: 'absent', standing: null } as const;
const shen = participant(702, { name: '沈国强' });
const lu = participant(703, { name: '陆敏' });

describe('what is said of people', () => {
  it.each([
    ['who came', [{ ...shen, ...absent }], [shen], [['came', '沈国强']]],
    ['who was not even listed before', [], [shen], [['came', '沈国强']]],
    ['who left', [shen], [{ ...shen, presence: 'absent' as const }], [['went', '沈国强']]],
    ['who lost the line', [shen], [{ ...shen, presence: 'away' as const }], [['lost', '沈国强']]],
    ['who raised a hand', [shen], [{ ...shen, handRaisedAt: '2026-11-22T08:00:00Z' }], [['hand', '沈国强']]],
    ['who waits', [], [{ ...lu, standing: 'waiting' as const }], [['waits', '陆敏']]],
    ['nothing of who stays', [shen], [{ ...shen, microphone: false, quality: 'audio' as const }], []],
    ['nothing of oneself', [], [own()], []],
  ])('%s', (_, before, after, expected) => {
    expect(whatChanged(before, after).map(({ key, name }) => [key, name])).toEqual(expected);
  });

  it('counts a crowd instead of naming it', () => {
    expect(whatChanged([], [shen, lu, participant(704)])).toEqual([{ key: 'many', name: '', count: 3 }]);
  });
});

describe('the order of people', () => {
  it('puts hands first by when they went up, then the table, then who watches', () => {
    const early = { ...lu, handRaisedAt: '2026-11-22T08:00:00Z' };
    const late = { ...shen, handRaisedAt: '2026-11-22T08:01:00Z' };
    const watcher = participant(801, { kind: 'attendee', side: null });
    expect(inOrder([watcher, own(), late, early]).map(({ id }) => id)).toEqual([early.id, late.id, own().id, watcher.id]);
  });
});
