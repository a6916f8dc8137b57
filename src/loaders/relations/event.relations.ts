import { StreamHeadEntity } from '../../entities/relational/stream-head.entity.js';
import { inherited, type Lookup } from '../relation.js';

/** How far a stream has come, for who may listen to it. */
export const streamHead: Lookup<StreamHeadEntity> = {
  name: 'head of a stream',
  target: StreamHeadEntity,
  by: 'streamId',
  visible: inherited,
};
