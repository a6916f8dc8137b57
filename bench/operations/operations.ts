import { countsOfOrganizations } from './counts-of-organizations.ts';
import { deepPage } from './deep-page.ts';
import { nestedLists } from './nested-lists.ts';
import { objectById } from './object-by-id.ts';
import type { Operation } from './operation.ts';
import { wideList } from './wide-list.ts';
import { writeFolder } from './write-folder.ts';

/** All that is measured, in the order in which it is shown. */
export const operations: readonly Operation[] = [objectById, nestedLists, wideList, countsOfOrganizations, deepPage, writeFolder];
