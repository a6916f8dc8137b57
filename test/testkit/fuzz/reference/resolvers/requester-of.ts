import type { Asking } from '../asking.js';

/** What the viewer may do, as the product's own predicates on facts say; the roles behind them are the reference's. */
export const requesterOf = ({ rights }: Asking) =>
  ({
    organizationRole: (id: string) => rights.organizationRole(id),
    administers: (id: string) => rights.isAdministrator(id),
    isFullMemberOf: (id: string) => !['GUEST', null].includes(rights.organizationRole(id)),
    projectRole: (id: string) => rights.givenProjectRole(id),
  }) as never;
