/** How a list is ordered: by one property, then by id. */
export interface Order {
  property: string;
  direction: 'ASC' | 'DESC';
}

const byTime: Order = { property: 'createdAt', direction: 'DESC' };
const byName: Order = { property: 'name', direction: 'ASC' };
const byDeletion: Order = { property: 'deletedAt', direction: 'DESC' };

/** What the schema says of lists whose order cannot be chosen. */
export const fixedOrders: Readonly<Record<string, Order>> = {
  'Query.organizations': byName,
  'Query.users': byTime,
  'Query.notifications': byTime,
  'Admin.users': byTime,
  'Admin.organizations': byName,
  'Admin.activity': byTime,
  'Viewer.invitations': byTime,
  'Viewer.activity': byTime,
  'Organization.members': byTime,
  'Organization.invitations': byTime,
  'Organization.deletedProjects': byDeletion,
  'Organization.activity': byTime,
  'Project.members': byTime,
  'Project.trash': byDeletion,
  'Project.activity': byTime,
  'Folder.folders': byName,
  'File.versions': { property: 'number', direction: 'DESC' },
};

/** The property behind each choice of `orderBy`. */
export const orderProperties: Readonly<Record<string, string>> = {
  NAME: 'name',
  SIZE: 'size',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
};

/** The name of an order, as cursors carry it. */
export const orderName = ({ property, direction }: Order): string => `${property} ${direction}`;
