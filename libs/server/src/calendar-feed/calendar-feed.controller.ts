import * as contract from '@alliance/contracts/calendar-feed.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { May, Me, Public } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { CalendarEntryQueries } from './calendar-entry.queries.js';
import { CalendarFeedService } from './calendar-feed.service.js';

const type = 'text/calendar; charset=utf-8';
const fileOf = (text: string, disposition: string): StreamableFile => {
  const bytes = Buffer.from(text);
  return new StreamableFile(bytes, { type, disposition, length: bytes.length });
};

@Controller()
export class CalendarFeedController {
  constructor(
    private readonly feeds: CalendarFeedService,
    private readonly entries: CalendarEntryQueries,
  ) {}

  @May('account.own')
  @Handle(contract.getCalendarFeed)
  get(@Input() _: InputOf<typeof contract.getCalendarFeed>, @Me() actor: Actor) {
    return this.feeds.get(actor);
  }

  @May('account.own')
  @Handle(contract.openCalendarFeed)
  open(@Input() _: InputOf<typeof contract.openCalendarFeed>, @Me() actor: Actor) {
    return this.feeds.open(actor);
  }

  @May('account.own')
  @Handle(contract.endCalendarFeed)
  end(@Input() _: InputOf<typeof contract.endCalendarFeed>, @Me() actor: Actor) {
    return this.feeds.end(actor);
  }

  @May('consultation.read')
  @Handle(contract.consultationInvitation)
  async entry(@Input() { params }: InputOf<typeof contract.consultationInvitation>, @Me() actor: Actor) {
    return fileOf(await this.entries.download(actor, params.id), 'attachment; filename="invitation.ics"');
  }

  /** A calendar program: no account, an address that works for one person's calendar. */
  @Public()
  @Handle(contract.readCalendar)
  async read(
    @Input() { params }: InputOf<typeof contract.readCalendar>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { text, tag } = await this.feeds.read(params.file, request.ip);
    void reply.headers({ etag: tag, 'cache-control': 'private, max-age=300' });
    if (request.headers['if-none-match'] !== tag) return fileOf(text, 'inline; filename="calendar.ics"');
    void reply.status(304);
    return fileOf('', 'inline');
  }
}
