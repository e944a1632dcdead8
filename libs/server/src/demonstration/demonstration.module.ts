import { Module, type DynamicModule } from '@nestjs/common';
import { DemonstrationController } from './demonstration.controller.js';
import { DemonstrationQueries } from './demonstration.queries.js';
import { GUIDE, type GuideContent } from './demonstration.types.js';

/** Only in an installation that shows the demonstration. */
@Module({})
export class DemonstrationModule {
  static showing(guide: GuideContent): DynamicModule {
    return {
      module: DemonstrationModule,
      controllers: [DemonstrationController],
      providers: [DemonstrationQueries, { provide: GUIDE, useValue: guide }],
    };
  }
}
