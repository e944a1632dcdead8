import { CdsFeedback, CdsRequest, cdsHooks, type CdsCard, type CdsHook } from '@alliance/contracts/cds.schema';
import type { Actor } from '@alliance/domain/access/actor';
import type { Language } from '@alliance/domain/criteria/sentence';
import { Refusal } from '@alliance/domain/refusal';
import { Body, Controller, Get, Header, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { May, Me, Public } from '../platform/auth/auth.guard.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { directionSystem } from './cds-order.js';
import { CdsService } from './cds.service.js';
import { recognitionWords, serviceWords } from './cds.words.js';

/** Everything a card is made of; a client that does not send it is told so, we fetch nothing. */
const prefetch = {
  patient: 'Patient/{{context.patientId}}',
  vitals: 'Observation?patient={{context.patientId}}&category=vital-signs&_sort=-date&_count=50',
  laboratory: 'Observation?patient={{context.patientId}}&category=laboratory&_sort=-date&_count=100',
  conditions: 'Condition?patient={{context.patientId}}&clinical-status=active&_count=100',
};
const usage = (origin: string): string =>
  `Bearer token of a machine client with the scope criteria.judge (${origin}/oauth/token). All prefetch keys are needed, null where nothing was found. ` +
  `A transfer down is marked by a category coding down of ${directionSystem(origin)}. Comments of feedback reach the authors of the protocol at another hospital: no patient may be named in them.`;

/** Answered by the feature of recognition; one discovery names all services. */
const recognition = (origin: string) => ({
  ...{ hook: 'order-sign', id: 'mutual-recognition', ...recognitionWords },
  prefetch: { patient: 'Patient/{{context.patientId}}', encounter: 'Encounter/{{context.encounterId}}' },
  usageRequirements:
    `Bearer token of a machine client with the scope recognition.check (${origin}/oauth/token). The patient is found by the numbers in Patient.identifier. ` +
    `Tests are ServiceRequests coded in LOINC or ${origin}/fhir/CodeSystem/test-item, other acts in SNOMED CT or ${origin}/fhir/CodeSystem/ordered-act.`,
});

/** CDS Hooks 2.0, outside `/api`: HL7 says what is asked and answered there. Not for browsers of other origins. */
@ApiExcludeController()
@May('criteria.judge')
@Controller('cds-services')
export class CdsController {
  constructor(
    private readonly cds: CdsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Discovery. */
  @Public()
  @Get()
  services(): object {
    const { origin } = this.config;
    const criteria = cdsHooks.map((hook) => ({
      hook,
      id: hook as string,
      ...serviceWords[hook],
      prefetch,
      usageRequirements: usage(origin),
    }));
    return { services: [...criteria, recognition(origin)] };
  }

  @Post(':id')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async call(
    @Param('id') id: string,
    @Body({ schema: CdsRequest }) request: CdsRequest,
    @Headers('accept-language') accepted: string | undefined,
    @Me() actor: Actor,
  ): Promise<{ cards: CdsCard[] }> {
    return { cards: await this.cds.call(actor, serviceOf(id), request, languageOf(accepted)) };
  }

  @Post(':id/feedback')
  @HttpCode(200)
  async feedback(@Param('id') id: string, @Body({ schema: CdsFeedback }) feedback: CdsFeedback, @Me() actor: Actor): Promise<object> {
    serviceOf(id);
    await this.cds.feedback(actor, feedback);
    return {};
  }
}

function serviceOf(id: string): CdsHook {
  const hook = cdsHooks.find((one) => one === id);
  if (!hook) throw new Refusal('access.not_found');
  return hook;
}
const languageOf = (accepted = ''): Language => (/^\s*en\b/i.test(accepted) ? 'en' : 'zh');
