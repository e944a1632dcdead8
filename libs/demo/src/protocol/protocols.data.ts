import { acs } from './acs.protocol.data.js';
import { ckd } from './ckd.protocol.data.js';
import { copd } from './copd.protocol.data.js';
import { dm } from './dm.protocol.data.js';
import { gen } from './gen.protocol.data.js';
import { htn } from './htn.protocol.data.js';
import { neo } from './neo.protocol.data.js';
import { ob } from './ob.protocol.data.js';
import { ped } from './ped.protocol.data.js';
import type { DemoProtocol } from './protocol.types.js';
import { stk } from './stk.protocol.data.js';
import { tcmr } from './tcmr.protocol.data.js';
import { tra } from './tra.protocol.data.js';

/** Every protocol of the demonstration: invented prose around the published rules, and one of our own. */
export const protocols: readonly DemoProtocol[] = [htn, acs, dm, copd, stk, ckd, ob, neo, tra, ped, gen, tcmr];
