import * as contract from '@alliance/contracts/test-catalogue.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { CatalogueFile } from './catalogue-file.js';
import { CatalogueQueries } from './catalogue.queries.js';
import { CatalogueService } from './catalogue.service.js';
import { ItemQueries } from './item.queries.js';
import { ItemService } from './item.service.js';

type In<R extends Route> = InputOf<R>;

@May('catalogue.read')
@Controller()
export class TestCatalogueController {
  constructor(
    private readonly items: ItemQueries,
    private readonly dictionary: ItemService,
    private readonly queries: CatalogueQueries,
    private readonly catalogues: CatalogueService,
    private readonly files: CatalogueFile,
  ) {}

  @Handle(contract.searchTests)
  search(@Input() { query }: In<typeof contract.searchTests>, @Me() actor: Actor) {
    return this.items.search(actor, query);
  }

  @Handle(contract.listTestItems)
  listItems(@Input() { query }: In<typeof contract.listTestItems>, @Me() actor: Actor) {
    return this.items.list(actor, query);
  }

  @May('catalogue.manage')
  @Handle(contract.addTestItem)
  addItem(@Input() { body }: In<typeof contract.addTestItem>, @Me() actor: Actor) {
    return this.dictionary.add(actor, body);
  }

  @May('catalogue.manage')
  @Handle(contract.changeTestItem)
  changeItem(@Input() { params, body }: In<typeof contract.changeTestItem>, @Me() actor: Actor) {
    return this.dictionary.change(actor, params.code, body);
  }

  @Handle(contract.listCatalogues)
  list(@Input() { query }: In<typeof contract.listCatalogues>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(contract.getCatalogue)
  get(@Input() { params }: In<typeof contract.getCatalogue>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @May('catalogue.manage')
  @Handle(contract.addCatalogue)
  add(@Input() { body }: In<typeof contract.addCatalogue>, @Me() actor: Actor) {
    return this.catalogues.add(actor, body);
  }

  @May('catalogue.manage')
  @Handle(contract.writeCatalogue)
  write(@Input() { params, body }: In<typeof contract.writeCatalogue>, @Me() actor: Actor) {
    return this.catalogues.write(actor, params.id, body);
  }

  @Handle(contract.exportCatalogue)
  export(@Input() { params }: In<typeof contract.exportCatalogue>, @Me() actor: Actor) {
    return this.files.export(actor, params.id);
  }

  @May('catalogue.manage')
  @Handle(contract.readCatalogueFile)
  read(@Input() { body }: In<typeof contract.readCatalogueFile>, @Me() actor: Actor) {
    return this.files.read(actor, body);
  }
}
