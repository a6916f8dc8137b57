import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { DateTime } from '../scalars/date-time.js';
import { Actor } from './actor.js';
import { Node } from './node.js';

@Scope('USER_READ')
@ObjectType({
  simpleResolvers: true,
  implements: [Node, Actor],
  description:
    'A person with an account. Seen by themselves and by those with whom they share an organization; a guest sees the people of the projects that they share. System administrators find everyone under `admin`.',
})
export class User implements Node, Actor {
  @Field(() => ID, { description: 'The id of the person, `usr_...`.' })
  id!: string;

  @Field(() => String, {
    description: 'The short, unique name of the person: 3 to 30 of the letters a to z, digits, `_`, `.` and `-`. It may change.',
  })
  username!: string;

  @Field(() => String, { description: 'The full name as the person writes it, 1 to 120 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What the person says of themselves, at most 500 characters.' })
  bio!: string | null;

  @Field(() => DateTime, { description: 'When the account was created.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When the profile last changed.' })
  updatedAt!: Date;

  @Field(() => Int, { description: 'Goes up with each change of the profile; send it back as `expectedRevision`.' })
  revision!: number;
}
