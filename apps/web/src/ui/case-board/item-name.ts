import type { BoardItem } from '@alliance/contracts/case-board.contract';

/** What lies on the board, in a few words. */
export const nameOf = ({ document, text }: BoardItem): string => document?.name ?? (text ?? '').slice(0, 20);
