import { words } from '../../platform/i18n';
import { consultationDetailEn } from './consultation-detail.en';
import { consultationDetailZh } from './consultation-detail.zh';

export const consultationDetailWords = words('consultation-detail', consultationDetailZh, consultationDetailEn);
