import { Field, InputType } from 'type-graphql';
import { FileOrderField } from '../enums/file.js';
import { OrderDirection } from '../enums/ordering.js';

@InputType({ description: 'The order of a list of files.' })
export class FileOrder {
  @Field(() => FileOrderField, { description: 'What to order by. Equal values are ordered by id.' })
  field!: FileOrderField;

  @Field(() => OrderDirection, { description: 'Which way the list runs.' })
  direction!: OrderDirection;
}

export const newestFilesFirst: Readonly<FileOrder> = Object.freeze({ field: 'CREATED_AT', direction: 'DESC' });
export const filesByName: Readonly<FileOrder> = Object.freeze({ field: 'NAME', direction: 'ASC' });
