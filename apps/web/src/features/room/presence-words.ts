import type { RoomParticipant } from '@alliance/contracts/room.contract';

/** What is worth saying of a change of people: codes of `said`, with the name, or how many. */
export interface Said {
  readonly key: 'came' | 'many' | 'went' | 'lost' | 'hand' | 'waits';
  readonly name: string;
  readonly count: number;
}
/** More than this at once are counted, not named. */
const NAMED = 2;

const isHere = ({ presence, standing }: RoomParticipant): boolean => presence === 'here' && standing === 'admitted';

/** Who came, left, lost the line, raised a hand or waits at the door since the last look. Of oneself nothing is said. */
export function whatChanged(before: readonly RoomParticipant[], after: readonly RoomParticipant[]): Said[] {
  const known = new Map(before.map((participant) => [participant.id, participant]));
  const others = after.filter(({ mine }) => !mine);
  const was = (participant: RoomParticipant, test: (one: RoomParticipant) => boolean): boolean => {
    const earlier = known.get(participant.id);
    return earlier !== undefined && test(earlier);
  };
  const now = (test: (one: RoomParticipant) => boolean) => others.filter((one) => test(one) && !was(one, test));
  const each = (key: Said['key'], people: readonly RoomParticipant[]): Said[] => people.map(({ name }) => ({ key, name, count: 1 }));
  const came = now(isHere);
  const gone = others.filter((one) => !isHere(one) && was(one, isHere));
  return [
    ...(came.length > NAMED ? [{ key: 'many', name: '', count: came.length } as const] : each('came', came)),
    ...each(
      'lost',
      gone.filter(({ presence }) => presence === 'away'),
    ),
    ...each(
      'went',
      gone.filter(({ presence }) => presence !== 'away'),
    ),
    ...each(
      'hand',
      now(({ handRaisedAt }) => handRaisedAt !== null),
    ),
    ...each(
      'waits',
      now(({ standing, presence }) => standing === 'waiting' && presence === 'here'),
    ),
  ];
}

/** At the table first, who asked first among them by name of the hospital; hands before the rest, by when they went up. */
export const inOrder = (participants: readonly RoomParticipant[]): RoomParticipant[] =>
  [...participants].sort(
    (a, b) =>
      Number(a.handRaisedAt === null) - Number(b.handRaisedAt === null) ||
      (a.handRaisedAt ?? '').localeCompare(b.handRaisedAt ?? '') ||
      Number(a.kind === 'attendee') - Number(b.kind === 'attendee') ||
      Number(a.side === 'invited') - Number(b.side === 'invited') ||
      a.institution.name.localeCompare(b.institution.name, 'zh-CN') ||
      a.name.localeCompare(b.name, 'zh-CN'),
  );
