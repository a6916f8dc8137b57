import { Client, type Answer, type Operation, type UploadContent } from '../../../testkit/client.js';
import type { Secrets } from './secrets.js';

/** An address of the block for documentation (RFC 5737). */
export const ADDRESS = '203.0.113.7';

/** Somebody who says where they come from, and whose secrets are remembered. */
export class Visitor extends Client {
  private readonly from: Record<string, string>;

  constructor(
    url: string,
    token: string | null,
    userAgent: string,
    private readonly secrets: Secrets,
  ) {
    super(url, token);
    this.from = { 'user-agent': userAgent, 'x-forwarded-for': ADDRESS };
    secrets.addFrom({ accessToken: token });
  }

  override async send<R = any, V = Record<string, unknown>>(operation: Operation<R, V>, variables?: V): Promise<Answer<R>> {
    this.secrets.addFrom(variables);
    const answer = await super.send<R, V>(operation, variables, this.from);
    this.secrets.addFrom(answer);
    return answer;
  }

  override async upload<R = any>(operation: string, input: Record<string, unknown>, content: UploadContent): Promise<R> {
    const payload = await super.upload<R>(operation, input, content, this.from);
    this.secrets.addFrom(payload);
    return payload;
  }
}
