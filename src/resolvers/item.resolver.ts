import { Ctx, Mutation, Resolver } from 'type-graphql';
import { DeleteItemsInput } from '../schema/inputs/delete-items-input.js';
import { EmptyTrashInput } from '../schema/inputs/empty-trash-input.js';
import { MoveItemsInput } from '../schema/inputs/move-items-input.js';
import { PurgeItemsInput } from '../schema/inputs/purge-items-input.js';
import { RestoreItemsInput } from '../schema/inputs/restore-items-input.js';
import { Scope } from '../schema/markers/scope.js';
import { DeleteItemsPayload } from '../schema/payloads/delete-items-payload.js';
import { EmptyTrashPayload } from '../schema/payloads/empty-trash-payload.js';
import { MoveItemsPayload } from '../schema/payloads/move-items-payload.js';
import { PurgeItemsPayload } from '../schema/payloads/purge-items-payload.js';
import { RestoreItemsPayload } from '../schema/payloads/restore-items-payload.js';
import { deleteItems } from '../services/items/delete-items.js';
import { emptyTrash } from '../services/items/empty-trash.js';
import { isFolder, type Item } from '../services/items/item.js';
import { moveItems } from '../services/items/move-items.js';
import { purgeItems } from '../services/items/purge-items.js';
import { restoreItems } from '../services/items/restore-items.js';
import { Input } from './input.js';
import { payload } from './payload.js';
import type { RequestContext } from './request-context.js';

/** An item that says its type, since its stored id does not. */
const withType = (item: Item) => ({ ...item, __typename: isFolder(item) ? ('Folder' as const) : ('File' as const) });

/** Files and folders together. */
@Resolver()
export class ItemResolver {
  @Scope('FILE_WRITE')
  @Mutation(() => MoveItemsPayload, {
    nullable: true,
    description: 'Moves files and folders of one project into another of its folders, all or none.',
  })
  moveItems(@Input(() => MoveItemsInput) input: MoveItemsInput, @Ctx() context: RequestContext) {
    return payload(context, moveItems(context.signedIn.useCase, input), (moved) => ({
      ...moved,
      items: moved.items.map(withType),
    }));
  }

  @Scope('FILE_WRITE')
  @Mutation(() => DeleteItemsPayload, {
    nullable: true,
    description: 'Puts files and folders into the trash, from where they can be restored for 30 days, all or none.',
  })
  deleteItems(@Input(() => DeleteItemsInput) input: DeleteItemsInput, @Ctx() context: RequestContext) {
    return payload(context, deleteItems(context.signedIn.useCase, input), (deleted) => deleted);
  }

  @Scope('FILE_WRITE')
  @Mutation(() => RestoreItemsPayload, {
    nullable: true,
    description: 'Brings files and folders back from the trash, all or none.',
  })
  restoreItems(@Input(() => RestoreItemsInput) input: RestoreItemsInput, @Ctx() context: RequestContext) {
    return payload(context, restoreItems(context.signedIn.useCase, input), (restored) => ({
      ...restored,
      items: restored.items.map(withType),
    }));
  }

  @Scope('FILE_WRITE')
  @Mutation(() => PurgeItemsPayload, {
    nullable: true,
    description: 'Removes files and folders that are in the trash for good, with all their content. There is no way back.',
  })
  purgeItems(@Input(() => PurgeItemsInput) input: PurgeItemsInput, @Ctx() context: RequestContext) {
    return payload(context, purgeItems(context.signedIn.useCase, input), (purged) => purged);
  }

  @Scope('FILE_WRITE')
  @Mutation(() => EmptyTrashPayload, {
    nullable: true,
    description: "Removes all from a project's trash that was put there before a time, for good. There is no way back.",
  })
  emptyTrash(@Input(() => EmptyTrashInput) input: EmptyTrashInput, @Ctx() context: RequestContext) {
    return payload(context, emptyTrash(context.signedIn.useCase, input), (project) => ({ project }));
  }
}
