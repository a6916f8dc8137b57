/** Why an input was refused, for programs. Grows with the features that can refuse. */
export const UserErrorCode = {
  REQUIRED: 'REQUIRED',
  INVALID: 'INVALID',
  TOO_SHORT: 'TOO_SHORT',
  TOO_LONG: 'TOO_LONG',
  TAKEN: 'TAKEN',
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  CONFLICT: 'CONFLICT',
  LIMIT_EXCEEDED: 'LIMIT_EXCEEDED',
  RATE_LIMITED: 'RATE_LIMITED',
  BAD_CREDENTIALS: 'BAD_CREDENTIALS',
  WEAK_PASSWORD: 'WEAK_PASSWORD',
  LAST_OWNER: 'LAST_OWNER',
  CYCLE: 'CYCLE',
  TOO_LARGE: 'TOO_LARGE',
} as const;
export type UserErrorCode = keyof typeof UserErrorCode;
