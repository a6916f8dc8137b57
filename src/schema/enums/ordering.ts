import { OrderDirection } from '../../shared/enums/ordering.js';
import { describeEnum } from './describe-enum.js';

export { OrderDirection };

describeEnum(OrderDirection, 'OrderDirection', 'Which way a list runs.', {
  ASC: 'From the least to the greatest: names from A to Z, the oldest first, the smallest first.',
  DESC: 'From the greatest to the least: names from Z to A, the newest first, the largest first.',
});
