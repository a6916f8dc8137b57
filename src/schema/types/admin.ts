import { ObjectType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { ViewerDependent } from '../markers/viewer-dependent.js';

@ViewerDependent()
@Scope('ADMIN')
@ObjectType({
  simpleResolvers: true,
  description:
    'What system administrators see beyond what they are members of: who and what there is, and what was done. Its lists hold all rows; what is reached from these follows the ordinary rules, so that of an organization in which the administrator is not, members, projects and files stay hidden. Every use is in the activity log, as ADMIN_ACCESSED.',
})
export class Admin {}
