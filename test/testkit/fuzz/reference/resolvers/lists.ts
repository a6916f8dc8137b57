import type { ActivityEntity } from '../../../../../src/entities/documents/activity.entity.js';
import type { FileEntity } from '../../../../../src/entities/relational/file.entity.js';
import type { ProjectEntity } from '../../../../../src/entities/relational/project.entity.js';
import { badInput } from '../../../../../src/shared/errors.js';
import type { Asking } from '../asking.js';
import { is, isOneOf, searching } from '../filters.js';
import { fixedOrders, orderProperties, type Order } from '../orders.js';
import { activitiesUpTo, streamPlace } from '../streams.js';
import type { Selects } from './resolver.js';
import { pageOf, walkOf, type PageArguments } from '../page.js';

/** A list of the schema in its fixed order. */
export const fixed = (field: string, rows: readonly { id: string }[], args: PageArguments, reached: number | null = null) =>
  pageOf(rows, fixedOrders[field]!, args, reached);

/** A list whose order the client chooses; null is no order. */
export function chosen(
  rows: readonly { id: string }[],
  args: PageArguments & { orderBy?: { field: string; direction: string } | null },
) {
  if (!args.orderBy) throw badInput('needs `orderBy`');
  return pageOf(rows, { property: orderProperties[args.orderBy.field]!, direction: args.orderBy.direction } as Order, args);
}

/** Files by the filters of all lists of files, without what is in the trash. */
export const listedFiles = (files: readonly FileEntity[], args: any) => {
  const contains = searching(args.query);
  return chosen(
    files.filter(({ deletedAt, kind, name }) => deletedAt === null && is(kind, args.kind) && contains(name)),
    args,
  );
};

/** Projects that the viewer sees, by the filters of all lists of projects. */
export const listedProjects = (projects: readonly ProjectEntity[], args: any, { rights }: Asking) => {
  const contains = searching(args.query);
  return chosen(
    projects.filter(
      (project) => rights.sees.project(project) && is(project.status, args.status) && contains(project.name, project.slug),
    ),
    args,
  );
};

/** Entries of the activity log by their types, of a place with a stream: those that are not told after it, if that is asked for. */
export const activitiesIn = (
  field: string,
  streamId: string,
  all: readonly ActivityEntity[],
  args: any,
  { data }: Asking,
  selects: Selects,
) => {
  const place = selects('streamCursor') ? streamPlace(data, streamId, 'activity', walkOf(args, fixedOrders[field]!)) : null;
  return { ...activities(field, place ? activitiesUpTo(place, all) : all, args, place), ...place };
};

/** The same where no stream tells of them. */
export function activitiesBeside(field: string, all: readonly ActivityEntity[], args: any, asking: Asking, selects: Selects) {
  const { data, rights } = asking;
  const walk = walkOf(args, fixedOrders[field]!);
  const place = selects('streamCursor') ? streamPlace(data, rights.user!.id, 'notifications', walk) : null;
  return { ...activities(field, all, args, place), ...place };
}

const activities = (field: string, all: readonly ActivityEntity[], args: any, place: { position: number } | null) =>
  fixed(
    field,
    all.filter(({ type }) => isOneOf(type, args.types)),
    args,
    place && place.position,
  );
