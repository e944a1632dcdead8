import { words } from '../../platform/i18n';
import { batchEn } from './batch.en';
import { batchZh } from './batch.zh';

export const batchWords = words('batch', batchZh, batchEn);
