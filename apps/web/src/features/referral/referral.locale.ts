import { words } from '../../platform/i18n';
import { referralEn } from './referral.en';
import { referralZh } from './referral.zh';

/** The codes of a referral in words; sentences of single screens stand in files of their own. */
export const referralWords = words('referral', referralZh, referralEn);
