import * as administration from '@alliance/contracts/administration.contract';
import * as institution from '@alliance/contracts/institution.contract';
import { AdministrationModule } from '../administration/administration.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import type { Serving } from './app.js';

/** What an API needs to serve institutions and what they keep about themselves. */
export const administrationSlice: Serving = {
  features: [AdministrationModule, InstitutionModule],
  contracts: [administration, institution],
};
