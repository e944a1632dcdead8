/** Each hand has a colour and a pattern of its own: neither speaks alone. */
export interface Hand {
  readonly colour: string;
  readonly dash: string;
}
/** At least 3 : 1 on the dark ground that lies under every line. */
const hands: readonly Hand[] = [
  { colour: '#ffd54a', dash: '' },
  { colour: '#6fd3ff', dash: '10 6' },
  { colour: '#ff9ecb', dash: '2 6' },
  { colour: '#8ff08a', dash: '14 5 2 5' },
  { colour: '#ffb066', dash: '6 3' },
  { colour: '#cfb6ff', dash: '18 6' },
];

/** @param people ids of everybody who drew, in any order: all screens give everybody the same */
export function handsOf(people: readonly string[]): (id: string) => Hand {
  const order = [...new Set(people)].sort();
  return (id) => hands[Math.max(order.indexOf(id), 0) % hands.length] as Hand;
}
