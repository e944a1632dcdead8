import { Module } from '@nestjs/common';
import { CatalogueFile } from './catalogue-file.js';
import { CatalogueQueries } from './catalogue.queries.js';
import { CatalogueService } from './catalogue.service.js';
import { CodeFile } from './code-file.js';
import { CodeQueries } from './code.queries.js';
import { CodeService } from './code.service.js';
import { ItemQueries } from './item.queries.js';
import { ItemService } from './item.service.js';
import { TestCatalogueController } from './test-catalogue.controller.js';
import { TestCatalogueReader } from './test-catalogue.reader.js';
import { TestCodeController } from './test-code.controller.js';

@Module({
  controllers: [TestCatalogueController, TestCodeController],
  providers: [
    CatalogueFile,
    CatalogueQueries,
    CatalogueService,
    CodeFile,
    CodeQueries,
    CodeService,
    ItemQueries,
    ItemService,
    TestCatalogueReader,
  ],
})
export class TestCatalogueModule {}
