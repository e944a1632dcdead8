import { Module } from '@nestjs/common';
import { ChatService } from './chat.service.js';
import { EntranceService } from './entrance.service.js';
import { GestureService } from './gesture.service.js';
import { MediaModule } from './media/media.module.js';
import { ModerationService } from './moderation.service.js';
import { RoomController } from './room.controller.js';
import { RoomGateway } from './room.gateway.js';
import { RoomKeeper } from './room.keeper.js';
import { RoomMedia } from './room.media.js';
import { RoomQueries } from './room.queries.js';
import { RoomSockets } from './room.sockets.js';

@Module({
  imports: [MediaModule],
  controllers: [RoomController],
  providers: [
    RoomGateway,
    RoomKeeper,
    RoomSockets,
    RoomMedia,
    RoomQueries,
    EntranceService,
    ModerationService,
    GestureService,
    ChatService,
  ],
})
export class RoomModule {}
