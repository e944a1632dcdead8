import { demoId } from '../demo-id.js';

/** The referral of a story. */
export const storyId = (key: string): string => demoId(`story ${key}`);
/** The way down that hangs on it. */
export const offerId = (key: string): string => demoId(`story ${key} offer`);
