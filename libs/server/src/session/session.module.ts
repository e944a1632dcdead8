import { Module } from '@nestjs/common';
import { OwnSessionController } from './own-session.controller.js';
import { OwnSessions } from './own-session.service.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';

@Module({ controllers: [SessionController, OwnSessionController], providers: [SessionService, OwnSessions] })
export class SessionModule {}
