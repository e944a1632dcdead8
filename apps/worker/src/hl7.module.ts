import { Module, type DynamicModule } from '@nestjs/common';
import { entities } from '@alliance/server/entities';
import { Hl7ListenerModule } from '@alliance/server/hl7/hl7.module';
import type { Config } from '@alliance/server/platform/config/config';
import { DatabaseModule } from '@alliance/server/platform/db/database.module';
import { ObserveModule } from '@alliance/server/platform/observe/observe.module';
import { PlatformModule } from '@alliance/server/platform/platform.module';
import { ReportFilingModule } from '@alliance/server/test-result/test-result.module';

@Module({})
export class Hl7Module {
  static with(config: Config): DynamicModule {
    return {
      module: Hl7Module,
      imports: [ObserveModule.with(config), DatabaseModule.with(entities), PlatformModule, ReportFilingModule, Hl7ListenerModule],
    };
  }
}
