import { words } from '../../platform/i18n';
import { followUpEn } from './follow-up.en';
import { followUpZh } from './follow-up.zh';

/** Words of following up at home: the list, the record, the section of a referral. */
export const followUpWords = words('follow-up', followUpZh, followUpEn);
