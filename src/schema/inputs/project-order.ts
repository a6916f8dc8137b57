import { Field, InputType } from 'type-graphql';
import { OrderDirection } from '../enums/ordering.js';
import { ProjectOrderField } from '../enums/project.js';

@InputType({ description: 'The order of a list of projects.' })
export class ProjectOrder {
  @Field(() => ProjectOrderField, { description: 'What to order by. Equal values are ordered by id.' })
  field!: ProjectOrderField;

  @Field(() => OrderDirection, { description: 'Which way the list runs.' })
  direction!: OrderDirection;
}

export const newestProjectsFirst: Readonly<ProjectOrder> = Object.freeze({ field: 'CREATED_AT', direction: 'DESC' });
