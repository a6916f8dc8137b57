/** The stored id of the session that a token was made in. */
export const sessionOf = ({ token }: { token: string | null }): string =>
  (JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString()) as { sid: string }).sid;
