import { words } from '../../platform/i18n';
import { panelEn } from './panel.en';
import { panelZh } from './panel.zh';

/** Words of the action panels: what is asked, what pressing the button means, what has happened. */
export const panelWords = words('panel', panelZh, panelEn);
