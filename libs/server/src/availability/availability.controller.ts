import * as contract from '@alliance/contracts/availability.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { AvailabilityQueries } from './availability.queries.js';
import { AvailabilityService } from './availability.service.js';
import { CalendarQueries } from './calendar.queries.js';
import { RoomService } from './room.service.js';

type In<R extends Route> = InputOf<R>;

@May('availability.read')
@Controller()
export class AvailabilityController {
  constructor(
    private readonly queries: AvailabilityQueries,
    private readonly service: AvailabilityService,
    private readonly calendars: CalendarQueries,
    private readonly rooms: RoomService,
  ) {}

  @Handle(contract.getAvailability)
  get(@Input() { params }: In<typeof contract.getAvailability>, @Me() actor: Actor) {
    return this.queries.of(actor, params.id);
  }

  @Handle(contract.setAvailability)
  set(@Input() { params, body }: In<typeof contract.setAvailability>, @Me() actor: Actor) {
    return this.service.set(actor, params.id, body);
  }

  @Handle(contract.addAbsence)
  away(@Input() { params, body }: In<typeof contract.addAbsence>, @Me() actor: Actor) {
    return this.service.away(actor, params.id, body);
  }

  @Handle(contract.removeAbsence)
  back(@Input() { params }: In<typeof contract.removeAbsence>, @Me() actor: Actor) {
    return this.service.back(actor, params.id, params.absenceId);
  }

  @Handle(contract.getCalendar)
  calendar(@Input() { query }: In<typeof contract.getCalendar>, @Me() actor: Actor) {
    return this.calendars.calendar(actor, query);
  }

  @Handle(contract.commonTimes)
  common(@Input() { query }: In<typeof contract.commonTimes>, @Me() actor: Actor) {
    return this.calendars.common(actor, query);
  }

  @Handle(contract.listConsultationRooms)
  listRooms(@Input() { query }: In<typeof contract.listConsultationRooms>, @Me() actor: Actor) {
    return this.rooms.list(actor, query.ended);
  }

  @May('availability.arrange')
  @Handle(contract.addConsultationRoom)
  addRoom(@Input() { body }: In<typeof contract.addConsultationRoom>, @Me() actor: Actor) {
    return this.rooms.add(actor, body);
  }

  @May('availability.arrange')
  @Handle(contract.changeConsultationRoom)
  changeRoom(@Input() { params, body }: In<typeof contract.changeConsultationRoom>, @Me() actor: Actor) {
    return this.rooms.change(actor, params.id, body);
  }
}
