import { UserErrorCode } from '../../shared/enums/user-error-code.js';
import { describeEnum } from './describe-enum.js';

export { UserErrorCode };

describeEnum(
  UserErrorCode,
  'UserErrorCode',
  'Why a mutation refused its input, for programs. Values are added over time: treat one that you do not know like INVALID.',
  {
    REQUIRED: 'A value is missing, empty, or null where nothing can be cleared.',
    INVALID: 'A value is not of the form that its description asks for.',
    TOO_SHORT: 'A text or list is shorter than allowed; `params.min` says how long it must be.',
    TOO_LONG: 'A text or list is longer than allowed; `params.max` says how long it may be.',
    TAKEN: 'A name, slug, username or address is in use already.',
    NOT_FOUND: 'An id names nothing that the viewer may see.',
    FORBIDDEN: 'The viewer may see the object, but not do this with it.',
    CONFLICT:
      'The object has changed since `expectedRevision`, or its state does not allow this; the payload has it as it is now.',
    EXPIRED: 'What was presented was good once, but its time is over.',
    LIMIT_EXCEEDED: 'There would be more of something than allowed; `params.max` says how many there may be.',
    RATE_LIMITED: 'This was done too often; `params.retryAfterSeconds` says in how many seconds it can be done again.',
    BAD_CREDENTIALS: 'The address, the password or the token is wrong. Which one is not said.',
    WEAK_PASSWORD: 'The password is too easily guessed.',
    LAST_OWNER: 'The organization would be left without an owner.',
    CYCLE: 'A folder would come to lie within itself.',
    TOO_LARGE: 'The content is larger than allowed; `params.max` says how many bytes are.',
  },
);
