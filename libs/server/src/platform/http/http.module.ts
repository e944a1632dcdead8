import { Global, Module, StandardSchemaValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AuditController } from '../audit/audit.controller.js';
import { AuthGuard } from '../auth/auth.guard.js';
import { EventController } from '../events/event.controller.js';
import { LiveGateway } from '../live/live.gateway.js';
import { PlatformModule } from '../platform.module.js';
import { DenialAudit } from './denial-audit.js';
import { Drain } from './drain.js';
import { HealthController } from './health.controller.js';
import { MediaGuard } from './media.guard.js';
import { Invalid, ProblemFilter } from './problem.filter.js';
import { ReplySerializer } from './serializer.js';
import { checkRoutes } from './routes.js';

/** HTTP and sockets of the API process: closed by default, validated, audited, answered as problems. */
@Global()
@Module({})
export class HttpModule {
  /** @param contracts every contract this process must serve; the boot fails for a route without exactly one handler */
  static serving(...contracts: object[]): DynamicModule {
    return {
      module: HttpModule,
      imports: [DiscoveryModule, PlatformModule],
      controllers: [HealthController, EventController, AuditController],
      providers: [
        Drain,
        LiveGateway,
        checkRoutes(...contracts),
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: MediaGuard },
        { provide: APP_PIPE, useValue: new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new Invalid(issues) }) },
        { provide: APP_INTERCEPTOR, useClass: DenialAudit },
        { provide: APP_INTERCEPTOR, useClass: ReplySerializer },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
