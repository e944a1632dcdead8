import { CdsFeedback, CdsRequest } from '@alliance/contracts/cds.schema';
import type { Actor } from '@alliance/domain/access/actor';
import { Body, Controller, Header, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { May, Me } from '../platform/auth/auth.guard.js';
import type { OrderCard } from './cds-card.js';
import { RecognitionCds } from './cds.service.js';

/** CDS Hooks 2.0, outside `/api`; the discovery stands with the other services. */
@ApiExcludeController()
@May('recognition.check')
@Controller('cds-services/mutual-recognition')
export class RecognitionCdsController {
  constructor(private readonly cds: RecognitionCds) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async call(
    @Body({ schema: CdsRequest }) request: CdsRequest,
    @Headers('accept-language') accepted: string | undefined,
    @Me() actor: Actor,
  ): Promise<{ cards: OrderCard[] }> {
    const card = await this.cds.call(actor, request, /^\s*en\b/i.test(accepted ?? '') ? 'en' : 'zh');
    return { cards: card ? [card] : [] };
  }

  @Post('feedback')
  @HttpCode(200)
  async feedback(@Body({ schema: CdsFeedback }) feedback: CdsFeedback, @Me() actor: Actor): Promise<object> {
    await this.cds.feedback(actor, feedback);
    return {};
  }
}
