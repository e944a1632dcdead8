import { runsOf } from '@alliance/domain/protocol/blockers';
import type { Block } from '@alliance/domain/protocol/protocol.types';

/** How many characters are written: an author sees at a glance what is still empty. */
export const textSize = (blocks: readonly Block[]): number => blocks.flatMap(runsOf).reduce((sum, { text }) => sum + text.trim().length, 0);
